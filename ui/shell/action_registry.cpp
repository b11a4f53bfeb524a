#include "ui/shell/action_registry.h"

#include <QAction>
#include <QCoreApplication>
#include <QWidget>

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

ActionRegistry::ActionRegistry(QObject *parent) : QObject(parent) {}

void ActionRegistry::add(std::span<const ActionSpec> table)
{
    for (const ActionSpec &spec : table) {
        if (!find(QString::fromLatin1(spec.id)))
            m_specs.append(spec);
    }
}

QAction *ActionRegistry::make(const char *id, QWidget *owner, std::function<void()> handler)
{
    const ActionSpec *spec = find(QString::fromLatin1(id));
    Q_ASSERT_X(spec, "ActionRegistry", id);
    auto *action = new QAction(icon(spec->icon), title(*spec), owner);
    action->setObjectName(u"action."_s + QString::fromLatin1(id));
    const QKeySequence shortcut = keys(*spec);
    action->setShortcut(shortcut);
    action->setShortcutContext(spec->context == ActionContext::Global ? Qt::WindowShortcut
                                                                      : Qt::WidgetWithChildrenShortcut);
    if (!shortcut.isEmpty())
        action->setToolTip(tr("%1 (%2)").arg(title(*spec), shortcut.toString(QKeySequence::NativeText)));
    connect(action, &QAction::triggered, owner, [handler = std::move(handler)] { handler(); });
    owner->addAction(action);
    m_actions.insert(QString::fromLatin1(id), action);
    return action;
}

const ActionSpec *ActionRegistry::find(const QString &id) const
{
    const auto found = std::find_if(m_specs.begin(), m_specs.end(),
                                    [&id](const ActionSpec &spec) { return QLatin1StringView(spec.id) == id; });
    return found == m_specs.end() ? nullptr : &*found;
}

QList<QAction *> ActionRegistry::available() const
{
    QList<QAction *> list;
    for (const ActionSpec &spec : m_specs) {
        QAction *live = action(QString::fromLatin1(spec.id));
        if (live && live->isEnabled() && live->isVisible())
            list.append(live);
    }
    return list;
}

QAction *ActionRegistry::action(const QString &id) const
{
    const auto [first, last] = m_actions.equal_range(id);
    for (auto it = first; it != last; ++it) {
        const auto *owner = it.value() ? qobject_cast<const QWidget *>(it.value()->parent()) : nullptr;
        if (owner && owner->isVisible())
            return it.value();
    }
    return nullptr;
}

QString ActionRegistry::title(const ActionSpec &spec)
{
    return QCoreApplication::translate("Action", spec.title);
}

QKeySequence ActionRegistry::keys(const ActionSpec &spec)
{
    return QKeySequence::fromString(QString::fromLatin1(spec.keys), QKeySequence::PortableText);
}

QString ActionRegistry::contextName(ActionContext context)
{
    switch (context) {
    case ActionContext::Global:
        return tr("Everywhere");
    case ActionContext::Studio:
        return tr("DataStudio");
    case ActionContext::Canvas:
        return tr("Canvas");
    case ActionContext::Script:
        return tr("Script");
    case ActionContext::Operations:
        return tr("Operation Center");
    case ActionContext::Services:
        return tr("Model Services");
    case ActionContext::Groups:
        return tr("Resource Groups");
    case ActionContext::Log:
        return tr("Log");
    }
    return {};
}

QStringList clashes(const QList<ActionSpec> &specs)
{
    QStringList found;
    const auto meet = [](ActionContext a, ActionContext b) {
        return a == b || a == ActionContext::Global || b == ActionContext::Global;
    };
    for (qsizetype i = 0; i < specs.size(); ++i) {
        for (qsizetype j = i + 1; j < specs.size(); ++j) {
            const ActionSpec &a = specs.at(i);
            const ActionSpec &b = specs.at(j);
            const QKeySequence keys = ActionRegistry::keys(a);
            if (QLatin1StringView(a.id) == QLatin1StringView(b.id))
                found.append(u"two actions have the id %1"_s.arg(QLatin1StringView(a.id)));
            else if (!keys.isEmpty() && keys == ActionRegistry::keys(b) && meet(a.context, b.context))
                found.append(
                    u"%1 and %2 share %3"_s.arg(QLatin1StringView(a.id), QLatin1StringView(b.id), keys.toString()));
        }
    }
    return found;
}

} // namespace slipway
