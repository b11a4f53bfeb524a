#include "ui/services/service_detail.h"

#include "models/items/roles.h"
#include "ui/services/request_tester.h"
#include "ui/shell/shell_context.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/card.h"
#include "widgets/kit/copy_field.h"
#include "widgets/kit/dialog_frame.h"
#include "widgets/kit/form.h"
#include "widgets/kit/state_chip.h"
#include "widgets/kit/states.h"
#include "widgets/kit/table.h"
#include "widgets/kit/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStyledItemDelegate>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace slipway {

namespace {
QPlainTextEdit *readOnlyText(const QString &name, const char *objectName, QWidget *parent)
{
    auto *edit = new QPlainTextEdit(parent);
    edit->setObjectName(QLatin1String(objectName));
    edit->setAccessibleName(name);
    edit->setReadOnly(true);
    edit->setFrameShape(QFrame::NoFrame);
    edit->setFont(codeFont());
    edit->document()->setDocumentMargin(spacing::m);
    return edit;
}

// The share of the traffic as a bar with its figure.
class TrafficDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const int percent = index.data(SortRole).toInt();
        if (percent <= 0)
            return;
        const Theme theme = Theme::of(option.palette);
        const QRect rect = option.rect.adjusted(spacing::s, 0, -spacing::s, -4);
        const int full = rect.width();
        painter->fillRect(QRect(rect.left(), rect.bottom() - 1, full, 2), theme.colour(Token::Border));
        painter->fillRect(QRect(rect.left(), rect.bottom() - 1, full * percent / 100, 2), theme.colour(Token::Accent));
    }
};
} // namespace

ServiceDetail::ServiceDetail(ShellContext &context, ServicesPresenter &presenter, QWidget *parent)
    : QWidget(parent),
      m_context(context),
      m_presenter(presenter),
      m_chip(new StateChip(this)),
      m_name(new ElidedLabel(this)),
      m_message(new ElidedLabel(this)),
      m_endpoint(new CopyField(tr("Endpoint"), QStringLiteral("serviceEndpoint"), CopyField::Kind::Plain, this)),
      m_token(new CopyField(tr("Token"), QStringLiteral("serviceToken"), CopyField::Kind::Secret, this)),
      m_tabs(new QTabWidget(this)),
      m_tester(new RequestTester(this)),
      m_description(readOnlyText(tr("Service description"), "serviceDescription", this))
{
    m_tabs->setObjectName(QStringLiteral("serviceTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeVersions(), tr("Versions"));
    m_tabs->addTab(makeTable(&presenter.instances(), QStringLiteral("serviceInstances"), tr("Service instances"),
                             ServiceInstanceTableModel::Status, {200, 110, 72, 64, 76, 150, 0},
                             new EmptyState(Icon::Services, tr("No instances"),
                                            tr("Nothing of this service runs at the moment."))),
                   tr("Instances"));
    m_tabs->addTab(m_tester, tr("Test"));
    m_tabs->addTab(makeTable(&presenter.events(), QStringLiteral("serviceEvents"), tr("Service events"),
                             ServiceEventTableModel::Type, {150, 110, 130, 0},
                             new EmptyState(Icon::Bell, tr("No events"),
                                            tr("Roll-outs, failures and recoveries of the service are told here."))),
                   tr("Events"));
    m_logsTab = m_tabs->addTab(makeLogs(), tr("Logs"));
    m_tabs->addTab(m_description, tr("Description"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(makeAccess());
    layout->addWidget(m_tabs, 1);
    connect(&presenter, &ServicesPresenter::currentChanged, this, &ServiceDetail::updateCurrent);
    connect(&presenter, &ServicesPresenter::answered, m_tester, &RequestTester::showAnswer);
    connect(&presenter, &ServicesPresenter::notAnswered, this,
            [this](const Error &error) { m_tester->showFailure(error.message); });
    connect(&presenter, &ServicesPresenter::logsRead, this,
            [this](const QStringList &lines) { m_logs->setPlainText(lines.join(QLatin1Char('\n'))); });
    connect(m_tester, &RequestTester::sendRequested, &presenter, &ServicesPresenter::predict);
}

QWidget *ServiceDetail::makeHeader()
{
    auto *header = new QWidget(this);
    m_name->setFont(textFont(TextSize::Title));
    m_message->setMuted(true);
    QToolButton *more = iconButton(Icon::More, tr("Service actions"), QStringLiteral("serviceActions"), header);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_name);
    texts->addWidget(m_message);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(spacing::l, spacing::m, spacing::l, spacing::s);
    layout->setSpacing(spacing::m);
    layout->addLayout(texts, 1);
    layout->addWidget(m_chip);
    layout->addWidget(more);
    connect(more, &QToolButton::clicked, this,
            [this, more] { openMenu(more->mapToGlobal(QPoint(0, more->height()))); });
    return header;
}

QWidget *ServiceDetail::makeAccess()
{
    auto *access = new QWidget(this);
    auto *layout = new QHBoxLayout(access);
    layout->setContentsMargins(spacing::l, 0, spacing::l, spacing::m);
    layout->setSpacing(spacing::s);
    layout->addWidget(textLabel(tr("Endpoint"), TextSize::Body, access, true));
    layout->addWidget(m_endpoint, 3);
    layout->addSpacing(spacing::s);
    layout->addWidget(textLabel(tr("Token"), TextSize::Body, access, true));
    layout->addWidget(m_token, 2);
    return access;
}

QWidget *ServiceDetail::makeTable(QAbstractItemModel *model, const QString &key, const QString &name, int stateColumn,
                                  const QList<int> &widths, EmptyState *empty)
{
    auto *table = new QTableView(this);
    table->setObjectName(key + QStringLiteral("Table"));
    table->setAccessibleName(name);
    table->setModel(model);
    table->setItemDelegateForColumn(stateColumn, new StateDelegate(table));
    QList<ColumnWidth> columns;
    for (const int width : widths)
        columns << ColumnWidth{static_cast<int>(columns.size()), width};
    setUpTable(table, key, columns);
    table->setSortingEnabled(false); // newest first
    auto *stack = new ContentStack(table, empty, {}, this);
    const auto choose = [stack, model] { model->rowCount() > 0 ? stack->showContent() : stack->showEmpty(); };
    connect(model, &QAbstractItemModel::rowsInserted, stack, choose);
    connect(model, &QAbstractItemModel::rowsRemoved, stack, choose);
    connect(model, &QAbstractItemModel::modelReset, stack, choose);
    choose();
    return stack;
}

QWidget *ServiceDetail::makeVersions()
{
    auto *page = new QWidget(this);
    using Table = ServiceVersionTableModel;
    m_versions = new QTableView(page);
    m_versions->setObjectName(QStringLiteral("serviceVersionsTable"));
    m_versions->setAccessibleName(tr("Service versions"));
    m_versions->setModel(&m_presenter.versions());
    m_versions->setItemDelegateForColumn(Table::State, new StateDelegate(m_versions));
    m_versions->setItemDelegateForColumn(Table::Traffic, new TrafficDelegate(m_versions));
    setUpTable(m_versions, QStringLiteral("serviceVersions"),
               {{Table::Number, 64},
                {Table::State, 104},
                {Table::Made, 150},
                {Table::By, 300},
                {Table::Traffic, 72},
                {Table::Digest, 104},
                {Table::Message, 0}});
    m_versions->setSortingEnabled(false); // newest first
    m_rollback = primaryButton(tr("Roll Back to This Version"), QStringLiteral("rollBack"), page);
    m_openRun = quietButton(tr("Open the Run That Made It"), QStringLiteral("openMakingRun"), page);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(spacing::l, spacing::s, spacing::l, spacing::s);
    foot->setSpacing(spacing::s);
    foot->addWidget(m_rollback);
    foot->addWidget(m_openRun);
    foot->addStretch(1);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_versions, 1);
    layout->addLayout(foot);
    connect(m_versions->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ServiceDetail::updateRollback);
    connect(&m_presenter.versions(), &QAbstractItemModel::dataChanged, this, &ServiceDetail::updateRollback);
    connect(&m_presenter.versions(), &QAbstractItemModel::modelReset, this, &ServiceDetail::updateRollback);
    connect(m_rollback, &QPushButton::clicked, this, &ServiceDetail::rollBack);
    connect(m_openRun, &QPushButton::clicked, this, [this] {
        if (const ServiceVersion *version = m_presenter.versions().find(selectedVersion()))
            m_context.openInstance(version->provenance.instance);
    });
    return page;
}

QWidget *ServiceDetail::makeLogs()
{
    auto *page = new QWidget(this);
    m_logs = readOnlyText(tr("Service logs"), "serviceLogs", page);
    m_logs->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_logs->viewport()->setBackgroundRole(QPalette::Shadow); // the ground of logs (theme: Sunken)
    QPushButton *read = quietButton(tr("Read Logs"), QStringLiteral("serviceReadLogs"), page);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(spacing::l, spacing::s, spacing::l, spacing::s);
    tools->addWidget(read);
    tools->addStretch(1);
    layout->addLayout(tools);
    layout->addWidget(m_logs, 1);
    connect(read, &QPushButton::clicked, &m_presenter, &ServicesPresenter::readLogs);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int index) {
        if (index == m_logsTab)
            m_presenter.readLogs();
    });
    return page;
}

void ServiceDetail::updateCurrent()
{
    const Service &service = m_presenter.current();
    if (m_name->text() != service.name) {
        m_tester->clear();
        m_logs->clear();
        m_token->setRevealed(false);
        m_name->setText(service.name);
        if (m_tabs->currentIndex() == m_logsTab && !service.name.isEmpty())
            m_presenter.readLogs();
    }
    const QString words = ServiceTableModel::versionWords(service);
    m_message->setText(service.message.isEmpty() ? words : tr("%1 · %2").arg(words, service.message));
    m_chip->setState(stateCell(service.state));
    m_endpoint->setValue(service.endpoint);
    m_token->setValue(service.token);
    if (m_description->toPlainText() != service.config)
        m_description->setPlainText(service.config);
    m_tester->setReady(service.readyInstances > 0);
    updateRollback();
}

int ServiceDetail::selectedVersion() const
{
    const ServiceVersion *version = m_presenter.versions().rowAt(m_versions->currentIndex());
    return version ? version->number : 0;
}

// The one that serves cannot be rolled back to; the tooltip says why the button is grey.
void ServiceDetail::updateRollback()
{
    const int version = selectedVersion();
    const bool serving = version == m_presenter.current().currentVersion;
    m_rollback->setEnabled(version > 0 && !serving);
    m_rollback->setToolTip(version == 0 ? tr("Choose a version first.")
                           : serving    ? tr("This version serves already.")
                                        : QString());
    const ServiceVersion *row = m_presenter.versions().find(version);
    m_openRun->setEnabled(row && row->provenance.instance.isValid());
}

void ServiceDetail::rollBack()
{
    const int version = selectedVersion();
    auto *dialog = new DialogFrame(tr("Roll back %1 to V%2?").arg(m_presenter.current().name).arg(version), this);
    dialog->setObjectName(QStringLiteral("rollBackDialog"));
    dialog->setExplanation(tr("V%1 is started from its stored artefact and takes the traffic when it is ready. Until "
                              "then V%2 goes on answering.")
                               .arg(version)
                               .arg(m_presenter.current().currentVersion));
    dialog->setPrimary(tr("Roll Back"), QStringLiteral("rollBackConfirm"));
    connect(dialog, &DialogFrame::submitted, this, [this, dialog, version] {
        dialog->close();
        m_presenter.switchVersion(version);
    });
    dialog->open();
}

void ServiceDetail::openMenu(const QPoint &place)
{
    using Command = ServicesPresenter::Command;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("serviceMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool stopped = m_presenter.current().state == ServiceState::Stopped;
    const auto add = [this, menu](const QString &text, const char *objectName, bool enabled, auto act) {
        QAction *action = menu->addAction(text);
        action->setObjectName(QLatin1String(objectName));
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, act);
    };
    add(tr("Start"), "serviceStart", stopped, [this] { m_presenter.perform(Command::Start); });
    add(tr("Stop…"), "serviceStop", !stopped, [this] { confirmStop(); });
    add(tr("Restart"), "serviceRestart", !stopped, [this] { m_presenter.perform(Command::Restart); });
    add(tr("Scale…"), "serviceScale", true, [this] { askScale(); });
    menu->addSeparator();
    add(tr("Delete…"), "serviceDelete", true, [this] { confirmDelete(); });
    menu->popup(place);
}

void ServiceDetail::confirmStop()
{
    confirmDestructive(this, tr("Stop %1?").arg(m_presenter.current().name),
                       tr("The service stops answering at once. Its versions stay; Start brings it back."),
                       tr("Stop Service"), [this] { m_presenter.perform(ServicesPresenter::Command::Stop); });
}

void ServiceDetail::confirmDelete()
{
    confirmDestructive(this, tr("Delete %1?").arg(m_presenter.current().name),
                       tr("The service stops answering at once, and its versions are deleted. This cannot be undone."),
                       tr("Delete Service"), [this] { m_presenter.perform(ServicesPresenter::Command::Delete); });
}

void ServiceDetail::askScale()
{
    auto *dialog = new DialogFrame(tr("Scale %1").arg(m_presenter.current().name), this);
    dialog->setObjectName(QStringLiteral("scaleDialog"));
    auto *count = new QSpinBox(dialog);
    count->setObjectName(QStringLiteral("scaleCount"));
    count->setRange(0, 100);
    count->setValue(m_presenter.current().instances);
    auto *form = new Form(dialog);
    form->addField(QStringLiteral("Instance"), tr("Instances"), count);
    dialog->setContent(form);
    dialog->setPrimary(tr("Scale"), QStringLiteral("scaleConfirm"));
    connect(dialog, &DialogFrame::submitted, this, [this, dialog, count] {
        dialog->close();
        m_presenter.scale(count->value());
    });
    dialog->open();
}

} // namespace slipway
