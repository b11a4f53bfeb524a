#include "ui/operations/backfill_dialog.h"

#include "models/backend/groups_backend.h"
#include "models/items/counted.h"
#include "ui/operations/choice_view.h"
#include "ui/operations/date_ranges_editor.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/form.h"
#include "widgets/kit/message_bar.h"
#include "widgets/kit/states.h"
#include "widgets/kit/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTimeEdit>
#include <QTreeView>
#include <QVBoxLayout>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr int datesWidth = 380;
constexpr int longestName = 128;

const QString nodesField = QStringLiteral("Nodes");
const QString rangesField = QStringLiteral("Ranges");
const QString windowField = QStringLiteral("WindowEnd");

template <class Widget>
Widget *named(Widget *widget, const char *objectName, const QString &accessibleName)
{
    widget->setObjectName(QLatin1String(objectName));
    widget->setAccessibleName(accessibleName);
    return widget;
}

} // namespace

BackfillDialog::BackfillDialog(const Backends &backends, WorkspaceId workspace, const QTimeZone &zone, NodeId root,
                               QWidget *parent)
    : DialogFrame(tr("Backfill"), parent),
      m_backends(backends),
      m_workspace(workspace),
      m_presenter(backends, workspace, zone, root),
      m_root(named(new QComboBox(this), "backfillRoot", tr("Begin with"))),
      m_tree(new QTreeView(this)),
      m_name(named(new QLineEdit(this), "backfillName", tr("Name of the backfill"))),
      m_ranges(new DateRangesEditor(this)),
      m_windowStart(named(new QTimeEdit(this), "backfillWindowStart", tr("From this time of the day"))),
      m_windowEnd(named(new QTimeEdit(this), "backfillWindowEnd", tr("Up to this time of the day"))),
      m_order(named(new QComboBox(this), "backfillOrder", tr("Order of the dates"))),
      m_groups(named(new QComboBox(this), "backfillGroups", tr("Dates side by side"))),
      m_resourceGroup(named(new QComboBox(this), "backfillResourceGroup", tr("Resource group"))),
      m_skip(named(new QCheckBox(tr("Skip what has already succeeded"), this), "backfillSkip",
                   tr("Skip what has already succeeded"))),
      m_future(named(new QCheckBox(tr("Do not wait for times that have not come"), this), "backfillFuture",
                     tr("Do not wait for times that have not come"))),
      m_preview(textLabel({}, TextSize::Body, this, false, true))
{
    setObjectName(u"backfillDialog"_s);
    resize(980, 640);
    setExplanation(tr("Makes and runs the instances of past data timestamps. A date begins when all instances of the "
                      "date before it have succeeded."));
    setContent(makeContent());
    setPrimary(tr("Start Backfill"), u"backfillStart"_s);
    connectFields();
    readGroups();
    m_presenter.load();
}

QWidget *BackfillDialog::makeContent()
{
    m_nodesForm = makeNodesForm();
    m_datesForm = makeDatesForm();
    auto *body = new QWidget(this);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(spacing::xl);
    columns->addWidget(m_nodesForm, 1);
    auto *right = new QVBoxLayout;
    right->addWidget(m_datesForm);
    right->addStretch(1);
    columns->addLayout(right);
    m_preview->setObjectName(u"backfillPreview"_s);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::m);
    column->addLayout(columns, 1);
    column->addWidget(separatorLine(Qt::Horizontal, body));
    column->addWidget(m_preview);
    m_stack = new ContentStack(body, new EmptyState(Icon::Calendar, {}, {}), tr("Reading nodes…"), this);
    connect(m_stack->emptyState(), &EmptyState::actionTriggered, &m_presenter, &BackfillFormPresenter::load);
    return m_stack;
}

Form *BackfillDialog::makeNodesForm()
{
    auto *form = new Form(this);
    setUpChoiceView(m_tree, m_presenter.nodes(), u"backfillNodes"_s);
    m_tree->setAccessibleName(tr("Nodes that run"));
    m_tree->setMinimumHeight(240);
    m_tree->setColumnHidden(ChoiceTree::State, true);
    m_tree->header()->resizeSection(ChoiceTree::Name, 230);
    m_tree->header()->resizeSection(ChoiceTree::Detail, 130);
    connect(&m_presenter.nodes(), &QAbstractItemModel::modelReset, m_tree, &QTreeView::expandAll);
    auto *box = new QWidget(form);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::xs);
    column->addWidget(makeNodeTools());
    column->addWidget(m_tree, 1);
    box->setFocusProxy(m_tree);
    m_root->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    form->addField(u"Root"_s, tr("Begin with"), m_root);
    form->addField(nodesField, tr("Nodes"), box,
                   tr("What stands between two chosen nodes and is not chosen itself is made as a dry run."));
    return form;
}

QWidget *BackfillDialog::makeNodeTools()
{
    auto *tools = new QWidget(this);
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing::m);
    ChoiceTree &tree = m_presenter.nodes();
    QPushButton *all = linkButton(tr("With all descendants"), u"backfillAllNodes"_s, tools);
    QPushButton *branch = linkButton(tr("This and below"), u"backfillBranch"_s, tools);
    QPushButton *one = linkButton(tr("Only the first"), u"backfillOnlyRoot"_s, tools);
    connect(all, &QPushButton::clicked, &tree, [&tree] { tree.setAllChecked(true); });
    connect(branch, &QPushButton::clicked, &tree,
            [this, &tree] { tree.setBranchChecked(m_tree->currentIndex(), true); });
    connect(one, &QPushButton::clicked, &tree, [&tree] {
        tree.setAllChecked(false);
        tree.setData(tree.index(0, 0), Qt::Checked, Qt::CheckStateRole);
    });
    row->addWidget(all);
    row->addWidget(branch);
    row->addWidget(one);
    row->addStretch(1);
    return tools;
}

Form *BackfillDialog::makeDatesForm()
{
    auto *form = new Form(this);
    form->setFixedWidth(datesWidth);
    m_name->setMaxLength(longestName);
    m_resourceGroup->addItem(tr("Each node's own"), QString());
    form->addField(u"Name"_s, tr("Name"), m_name);
    form->addField(rangesField, tr("Data timestamps"), m_ranges);
    form->addField(windowField, tr("Time of the day"), makeWindow(), tr("For nodes that run every hour or minute."));
    form->addField(u"Groups"_s, tr("Order"), makeOrder());
    form->addField(u"ResourceGroup"_s, tr("Resource group"), m_resourceGroup);
    form->addWidget(m_skip);
    form->addWidget(m_future);
    return form;
}

QWidget *BackfillDialog::makeWindow()
{
    auto *window = new QWidget(this);
    auto *row = new QHBoxLayout(window);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing::s);
    for (QTimeEdit *edit : {m_windowStart, m_windowEnd})
        edit->setDisplayFormat(u"HH:mm"_s);
    m_windowEnd->setTime(QTime(23, 59));
    row->addWidget(m_windowStart, 1);
    row->addWidget(textLabel(tr("to"), TextSize::Body, window, true));
    row->addWidget(m_windowEnd, 1);
    return window;
}

QWidget *BackfillDialog::makeOrder()
{
    m_order->addItem(tr("Oldest date first"), int(BackfillOrder::Ascending));
    m_order->addItem(tr("Newest date first"), int(BackfillOrder::Descending));
    m_groups->addItem(tr("one after another"), 1);
    for (int groups = 2; groups <= BackfillSpec::mostGroups; ++groups)
        m_groups->addItem(tr("%1 side by side").arg(groups), groups);
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing::s);
    row->addWidget(m_order, 1);
    row->addWidget(m_groups, 1);
    return box;
}

void BackfillDialog::connectFields()
{
    BackfillFormPresenter *form = &m_presenter;
    const auto window = [this] { m_presenter.setWindow(m_windowStart->time(), m_windowEnd->time()); };
    connect(m_name, &QLineEdit::textEdited, form, &BackfillFormPresenter::setName);
    connect(m_ranges, &DateRangesEditor::rangesChanged, form, [this] { m_presenter.setRanges(m_ranges->ranges()); });
    connect(m_windowStart, &QTimeEdit::timeChanged, this, window);
    connect(m_windowEnd, &QTimeEdit::timeChanged, this, window);
    connect(m_order, &QComboBox::currentIndexChanged, form,
            [this] { m_presenter.setOrder(static_cast<BackfillOrder>(m_order->currentData().toInt())); });
    connect(m_groups, &QComboBox::currentIndexChanged, form,
            [this] { m_presenter.setGroups(m_groups->currentData().toInt()); });
    connect(m_resourceGroup, &QComboBox::currentIndexChanged, form,
            [this] { m_presenter.setResourceGroup(m_resourceGroup->currentData().toString()); });
    connect(m_skip, &QCheckBox::toggled, form, &BackfillFormPresenter::setSkipSucceeded);
    connect(m_future, &QCheckBox::toggled, form, &BackfillFormPresenter::setRunFutureNow);
    connect(m_root, &QComboBox::currentIndexChanged, form,
            [this] { m_presenter.setRoot(NodeId(m_root->currentData().toLongLong())); });
    connect(form, &BackfillFormPresenter::stateChanged, this, &BackfillDialog::updateState);
    connect(form, &BackfillFormPresenter::changed, this, &BackfillDialog::showCheck);
    connect(form, &BackfillFormPresenter::refused, this, &BackfillDialog::refuse);
    connect(form, &BackfillFormPresenter::started, this, [this](const Backfill &backfill) {
        emit started(backfill);
        accept();
    });
    connect(this, &DialogFrame::submitted, form, &BackfillFormPresenter::submit);
}

void BackfillDialog::readGroups()
{
    m_backends.groups.listGroups().then(this, [this](const Outcome<QList<ResourceGroup>> &groups) {
        if (!groups.ok())
            return;
        for (const ResourceGroup &group : *groups) {
            if (group.workspaces.contains(m_workspace))
                m_resourceGroup->addItem(group.name, group.identifier);
        }
    });
}

void BackfillDialog::updateState()
{
    using State = BackfillFormPresenter::State;
    EmptyState *empty = m_stack->emptyState();
    if (m_presenter.state() == State::Loading) {
        m_stack->showLoading();
    } else if (m_presenter.state() == State::Failed) {
        empty->setText(tr("The nodes could not be read."), m_presenter.error().message);
        empty->setAction(tr("Try Again"), false);
        m_stack->showEmpty();
    } else {
        fillRoots();
        showSpec();
        m_stack->showContent();
    }
    showCheck();
}

void BackfillDialog::fillRoots()
{
    const QSignalBlocker quiet(m_root);
    m_root->clear();
    for (const Node &node : m_presenter.candidates())
        m_root->addItem(node.workflowName.isEmpty() ? node.current.name
                                                    : tr("%1  ·  %2").arg(node.current.name, node.workflowName),
                        node.id.value());
    m_root->setCurrentIndex(m_root->findData(m_presenter.spec().root.value()));
}

void BackfillDialog::showSpec()
{
    const BackfillSpec &spec = m_presenter.spec();
    if (m_name->text() != spec.name)
        m_name->setText(spec.name);
    m_ranges->setToday(m_presenter.today());
    m_ranges->setRanges(spec.ranges);
}

// Each refusal at its field, as soon as it is known.
void BackfillDialog::showCheck()
{
    m_nodesForm->clearErrors();
    m_datesForm->clearErrors();
    m_datesForm->setFieldVisible(windowField, m_presenter.mayHaveWindow());
    const Outcome<> allowed = m_presenter.check();
    if (allowed.failed()) {
        const Error &error = allowed.error();
        (m_nodesForm->hasField(error.field) ? m_nodesForm : m_datesForm)->setError(error.field, error.message);
    }
    setBusy(m_presenter.isBusy());
    setPrimaryEnabled(allowed.ok());
    showPreview();
}

void BackfillDialog::showPreview()
{
    const auto &preview = m_presenter.preview();
    if (!m_presenter.check()) {
        m_preview->setText(tr("–"));
        return;
    }
    if (!preview) {
        m_preview->setText(tr("Counting instances…"));
        return;
    }
    if (preview->instances == 0) {
        m_preview->setText(tr("No instance: the nodes are not scheduled on these dates."));
        return;
    }
    QStringList words{tr("%1 on %2")
                          .arg(counted(preview->instances, tr("%1 instance"), tr("%1 instances")),
                               counted(preview->dates, tr("%1 date"), tr("%1 dates")))};
    if (preview->dates > 1)
        words.append(
            tr("from %1 to %2").arg(preview->first.toString(Qt::ISODate), preview->last.toString(Qt::ISODate)));
    if (preview->chains > 1)
        words.append(tr("%1 dates side by side").arg(preview->chains));
    if (preview->dryRuns > 0)
        words.append(counted(preview->dryRuns, tr("%1 of them a dry run"), tr("%1 of them dry runs")));
    m_preview->setText(words.join(u"  ·  "_s));
}

void BackfillDialog::refuse(const Error &error)
{
    if (!m_nodesForm->showError(error) && !m_datesForm->showError(error))
        showError(tr("The backfill could not be started."), error);
}

} // namespace slipway
