#include "ui/operations/instance_action_bar.h"

#include "models/domain/node_properties.h"
#include "ui/operations/compare_dialog.h"
#include "ui/operations/instance_choice_dialog.h"
#include "ui/operations/operations_actions.h"
#include "ui/shell/shell_context.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/card.h"
#include "widgets/kit/dialog_frame.h"
#include "widgets/kit/theme.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace slipway {

namespace {

QString titleOf(InstanceCommand command)
{
    return ActionRegistry::title(instanceActionSpec(command));
}

} // namespace

InstanceActionBar::InstanceActionBar(ShellContext &context, const QString &key, QWidget *parent)
    : QWidget(parent), m_context(context), m_key(key), m_presenter(context.backends()), m_line(new ElidedLabel(this))
{
    context.actions().add(instanceActions());
    m_line->setObjectName(key + QStringLiteral("ActionLine"));
    m_line->setMuted(true);
    addButtons();
    connect(&m_presenter, &InstanceCommandPresenter::done, this, [this](const QString &what) {
        emit clearFailure();
        tell(what);
    });
    connect(&m_presenter, &InstanceCommandPresenter::failed, this, [this](InstanceCommand command, const Error &error) {
        emit failed(tr("%1 was not possible.").arg(titleOf(command)), error);
    });
    connect(&m_presenter, &InstanceCommandPresenter::blockerFound, &m_context, &ShellContext::openInstance);
    updateButtons();
}

void InstanceActionBar::addButtons()
{
    using enum InstanceCommand;
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::l, 0, spacing::l, spacing::s);
    layout->setSpacing(spacing::xs);
    const auto group = [&](std::initializer_list<InstanceCommand> commands) {
        if (layout->count() > 0)
            layout->addSpacing(spacing::s);
        for (const InstanceCommand command : commands)
            layout->addWidget(addButton(command, command == Rerun || command == Stop || command == ChangePriority));
    };
    group({Rerun, RerunDownstream, Stop, SetSuccess});
    group({Freeze, Unfreeze});
    group({RemoveDependencies, ChangePriority});
    group({CompareWithSuccess, Compare});
    layout->addSpacing(spacing::s);
    layout->addWidget(m_line, 1);
    QToolButton *priority = m_buttons.value(ChangePriority);
    disconnect(priority, &QToolButton::clicked, nullptr, nullptr);
    priority->setMenu(makePriorityMenu(priority));
    priority->setPopupMode(QToolButton::InstantPopup);
}

QToolButton *InstanceActionBar::addButton(InstanceCommand command, bool withText)
{
    const ActionSpec &spec = instanceActionSpec(command);
    const QString name = commandName(m_key, command);
    QToolButton *button = withText ? labelledButton(spec.icon, titleOf(command), name, this)
                                   : iconButton(spec.icon, titleOf(command), name, this);
    button->installEventFilter(this);
    connect(button, &QToolButton::clicked, this, [this, command] { give(command); });
    m_buttons.insert(command, button);
    return button;
}

void InstanceActionBar::setPolicies(RerunPolicies policies)
{
    m_presenter.setPolicies(std::move(policies));
}

void InstanceActionBar::setTimeZone(const QTimeZone &zone)
{
    m_zone = zone;
    m_presenter.setTimeZone(zone);
}

void InstanceActionBar::setSelection(const QList<Instance> &chosen)
{
    if (chosen == m_chosen)
        return;
    const qsizetype before = m_chosen.size();
    m_chosen = chosen;
    updateButtons();
    if (chosen.size() != before)
        tell(chosen.size() > 1 ? tr("%1 instances are selected").arg(chosen.size()) : QString());
}

void InstanceActionBar::updateButtons()
{
    for (auto button = m_buttons.cbegin(); button != m_buttons.cend(); ++button) {
        const ActionSpec &spec = instanceActionSpec(button.key());
        const Outcome<> allowed = m_presenter.check(button.key(), m_chosen);
        const QString keys = ActionRegistry::keys(spec).toString(QKeySequence::NativeText);
        const QString title = keys.isEmpty() ? titleOf(button.key()) : tr("%1 (%2)").arg(titleOf(button.key()), keys);
        const QString reason = allowed.failed() ? allowed.error().message : QString();
        button.value()->setEnabled(allowed.ok());
        button.value()->setToolTip(reason.isEmpty() ? title : title + QLatin1Char('\n') + reason);
        button.value()->setAccessibleDescription(reason);
    }
}

// The reason of a greyed button, in the bar's line as long as the pointer is there.
bool InstanceActionBar::eventFilter(QObject *watched, QEvent *event)
{
    const auto *button = qobject_cast<QToolButton *>(watched);
    if (button && event->type() == QEvent::Enter && !button->isEnabled() && !m_chosen.isEmpty())
        tell(button->accessibleDescription());
    else if (button && event->type() == QEvent::Leave && m_line->text() == button->accessibleDescription())
        tell({});
    return QWidget::eventFilter(watched, event);
}

void InstanceActionBar::tell(const QString &text)
{
    m_line->setText(text);
}

void InstanceActionBar::addKeysTo(QWidget *view)
{
    for (const ActionSpec &spec : instanceActions()) {
        const InstanceCommand command = commandOf(spec);
        m_context.actions().make(spec.id, view, [this, command] { give(command); });
    }
}

// --- menu ---

void InstanceActionBar::openMenu(const QPoint &global)
{
    using enum InstanceCommand;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->setObjectName(m_key + QStringLiteral("Menu"));
    connect(menu, &QMenu::hovered, this,
            [this](const QAction *entry) { tell(entry->isEnabled() ? QString() : entry->toolTip()); });
    const QList<QList<InstanceCommand>> groups{{ViewLog, GoToBlocker},
                                               {Rerun, RerunDownstream, Stop, SetSuccess},
                                               {Freeze, Unfreeze},
                                               {RemoveDependencies, ChangePriority},
                                               {CompareWithSuccess, Compare},
                                               {OpenScript}};
    for (const QList<InstanceCommand> &group : groups) {
        if (!menu->isEmpty())
            menu->addSeparator();
        for (const InstanceCommand command : group)
            addEntry(menu, command);
    }
    menu->popup(global);
}

void InstanceActionBar::addEntry(QMenu *menu, InstanceCommand command)
{
    const ActionSpec &spec = instanceActionSpec(command);
    QAction *entry = nullptr;
    if (command == InstanceCommand::ChangePriority) {
        entry = menu->addMenu(makePriorityMenu(menu));
        entry->setText(titleOf(command));
        entry->setIcon(icon(spec.icon));
    } else {
        entry = menu->addAction(icon(spec.icon), titleOf(command));
        entry->setShortcut(ActionRegistry::keys(spec));
        entry->setShortcutContext(Qt::WidgetShortcut); // shown only; the list's own action has the keys
        connect(entry, &QAction::triggered, this, [this, command] { give(command); });
    }
    entry->setObjectName(commandName(m_key + QStringLiteral("Menu"), command));
    const Outcome<> allowed = m_presenter.check(command, m_chosen);
    entry->setEnabled(allowed.ok());
    if (allowed.failed())
        entry->setToolTip(allowed.error().message);
}

QMenu *InstanceActionBar::makePriorityMenu(QWidget *parent)
{
    auto *menu = new QMenu(parent);
    menu->setObjectName(m_key + QStringLiteral("PriorityMenu"));
    for (const int priority : priorities) {
        const QString text = priority == priorities.front()  ? tr("1 (lowest)")
                             : priority == priorities.back() ? tr("8 (highest)")
                                                             : QString::number(priority);
        QAction *entry = menu->addAction(text);
        entry->setObjectName(QStringLiteral("priority%1").arg(priority));
        entry->setData(priority);
        entry->setCheckable(true);
        connect(entry, &QAction::triggered, this, [this, priority] { m_presenter.changePriority(m_chosen, priority); });
    }
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        for (QAction *entry : menu->actions())
            entry->setChecked(m_chosen.size() == 1 && m_chosen.first().priority == entry->data().toInt());
    });
    return menu;
}

// --- commands ---

void InstanceActionBar::give(InstanceCommand command)
{
    const Outcome<> allowed = m_presenter.check(command, m_chosen);
    if (allowed.failed())
        return tell(allowed.error().message);
    using enum InstanceCommand;
    switch (command) {
    case ViewLog:
        return emit logRequested(m_chosen.first());
    case GoToBlocker:
        return goToBlocker(m_chosen.first(), 0);
    case OpenScript:
        return m_context.openScript(m_chosen.first().file);
    case Compare:
    case CompareWithSuccess:
        return compare(command);
    case RerunDownstream:
    case RemoveDependencies:
        return choose(command);
    case ChangePriority: {
        QToolButton *button = m_buttons.value(ChangePriority);
        return button->showMenu();
    }
    default:
        return askAndPerform(command);
    }
}

void InstanceActionBar::goToBlocker(const Instance &blocked, int which)
{
    m_presenter.findBlocker(blocked, which);
}

QString InstanceActionBar::named() const
{
    return m_chosen.size() == 1 ? instanceTitle(m_chosen.first(), m_zone) : tr("%1 instances").arg(m_chosen.size());
}

void InstanceActionBar::askAndPerform(InstanceCommand command)
{
    const auto perform = [this, command, chosen = m_chosen] { m_presenter.perform(command, chosen); };
    if (command == InstanceCommand::Stop)
        confirmDestructive(this, tr("Stop %1?").arg(named()),
                           tr("Its processes are ended now, wherever the script stands. The instance is Stopped, and "
                              "what depends on it does not run."),
                           tr("Stop Run"), perform);
    else if (command == InstanceCommand::SetSuccess)
        confirmDestructive(this, tr("Set %1 successful without a run?").arg(named()),
                           tr("What depends on it runs as if it had succeeded."), tr("Set Successful"), perform);
    else
        perform();
}

void InstanceActionBar::choose(InstanceCommand command)
{
    using Purpose = InstanceChoicePresenter::Purpose;
    const bool rerun = command == InstanceCommand::RerunDownstream;
    auto *dialog = new InstanceChoiceDialog(
        m_context.backends(), rerun ? Purpose::RerunDownstream : Purpose::RemoveDependencies, m_chosen.first(), m_zone,
        [this](NodeId node) { return m_presenter.policyOf(node); }, this);
    connect(dialog, &QDialog::accepted, this, [this, rerun, what = named()] {
        emit clearFailure();
        tell(rerun ? tr("Runs again with what is below it: %1.").arg(what)
                   : tr("Waits for fewer instances: %1.").arg(what));
    });
    dialog->open();
}

void InstanceActionBar::compare(InstanceCommand command)
{
    auto *dialog = new CompareDialog(m_context.backends(), m_zone, this);
    dialog->compare(m_chosen.first().id, command == InstanceCommand::Compare ? m_chosen.last().id : InstanceId());
    dialog->open();
}

} // namespace slipway
