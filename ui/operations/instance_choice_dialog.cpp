#include "ui/operations/instance_choice_dialog.h"

#include "ui/operations/choice_view.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/message_bar.h"
#include "widgets/kit/states.h"
#include "widgets/kit/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace slipway {

using namespace Qt::StringLiterals;

using Purpose = InstanceChoicePresenter::Purpose;

InstanceChoiceDialog::InstanceChoiceDialog(const Backends &backends, Purpose purpose, const Instance &root,
                                           const QTimeZone &zone, RerunPolicies policies, QWidget *parent)
    : DialogFrame(purpose == Purpose::RerunDownstream ? tr("Rerun with downstream") : tr("Remove dependencies"),
                  parent),
      m_presenter(backends, purpose, root, zone, std::move(policies)),
      m_rerun(purpose == Purpose::RerunDownstream),
      m_tree(new QTreeView(this)),
      m_count(textLabel({}, TextSize::Caption, this, true))
{
    setObjectName(m_rerun ? u"rerunDownstreamDialog"_s : u"removeDependenciesDialog"_s);
    resize(900, 540);
    const QString title = instanceTitle(root, zone);
    setExplanation(m_rerun
                       ? tr("%1 runs again with its old parameters and the newest code; then those ticked below it, "
                            "each as soon as its parents have succeeded.")
                             .arg(title)
                       : tr("For an emergency: %1 no longer waits for the parents ticked here, whatever becomes of "
                            "them. Only this instance is changed; the node keeps its dependencies.")
                             .arg(title));
    setContent(makeContent());
    setPrimary(m_rerun ? tr("Rerun") : tr("Remove Dependencies"),
               m_rerun ? u"rerunDownstreamRun"_s : u"removeDependenciesRun"_s, !m_rerun);
    connect(this, &DialogFrame::submitted, this, [this] {
        setBusy(true);
        m_presenter.submit();
    });
    connect(&m_presenter, &InstanceChoicePresenter::submitted, this, &QDialog::accept);
    connect(&m_presenter, &InstanceChoicePresenter::refused, this, [this](const Error &error) {
        showError(m_rerun ? tr("Nothing was started.") : tr("The dependencies stay as they are."), error);
    });
    connect(&m_presenter, &InstanceChoicePresenter::stateChanged, this, &InstanceChoiceDialog::updateState);
    connect(&m_presenter.tree(), &ChoiceTree::checksChanged, this, &InstanceChoiceDialog::updateState);
    m_presenter.load();
}

QWidget *InstanceChoiceDialog::makeContent()
{
    setUpChoiceView(m_tree, m_presenter.tree(), m_rerun ? u"rerunDownstream"_s : u"removeDependencies"_s);
    m_tree->setAccessibleName(m_rerun ? tr("Instances below") : tr("Parents"));
    m_tree->setRootIsDecorated(m_rerun);
    connect(&m_presenter.tree(), &QAbstractItemModel::modelReset, m_tree, &QTreeView::expandAll);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::s);
    column->addWidget(makeTools());
    m_stack = new ContentStack(m_tree, new EmptyState(Icon::Lineage, {}, {}), tr("Reading instances…"), content);
    connect(m_stack->emptyState(), &EmptyState::actionTriggered, &m_presenter, &InstanceChoicePresenter::load);
    column->addWidget(m_stack, 1);
    if (m_rerun) {
        m_force = new QCheckBox(tr("By force: stop what runs below, and run it again"), content);
        m_force->setObjectName(u"rerunDownstreamForce"_s);
        m_force->setAccessibleName(m_force->text());
        connect(m_force, &QCheckBox::toggled, &m_presenter, &InstanceChoicePresenter::setForced);
        column->addWidget(m_force);
    }
    return content;
}

QWidget *InstanceChoiceDialog::makeTools()
{
    auto *tools = new QWidget(this);
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing::s);
    const QString key = m_rerun ? u"rerunDownstream"_s : u"removeDependencies"_s;
    ChoiceTree &tree = m_presenter.tree();
    QPushButton *all = linkButton(tr("All"), key + u"All"_s, tools);
    QPushButton *none = linkButton(tr("None"), key + u"None"_s, tools);
    connect(all, &QPushButton::clicked, &tree, [&tree] { tree.setAllChecked(true); });
    connect(none, &QPushButton::clicked, &tree, [&tree] { tree.setAllChecked(false); });
    row->addWidget(all);
    row->addWidget(none);
    if (m_rerun) {
        QPushButton *branch = linkButton(tr("This and below"), key + u"Branch"_s, tools);
        branch->setToolTip(tr("Ticks the current row and everything below it."));
        connect(branch, &QPushButton::clicked, &tree,
                [this, &tree] { tree.setBranchChecked(m_tree->currentIndex(), true); });
        QPushButton *failed = linkButton(tr("What has not succeeded"), key + u"Unsuccessful"_s, tools);
        connect(failed, &QPushButton::clicked, &m_presenter, &InstanceChoicePresenter::chooseUnsuccessful);
        row->addWidget(branch);
        row->addWidget(failed);
    }
    row->addStretch(1);
    row->addWidget(m_count);
    return tools;
}

void InstanceChoiceDialog::updateState()
{
    using State = InstanceChoicePresenter::State;
    const ChoiceTree &tree = m_presenter.tree();
    if (m_presenter.state() == State::Loading) {
        m_stack->showLoading();
    } else if (m_presenter.state() == State::Failed) {
        m_stack->emptyState()->setText(tr("The instances could not be read."), m_presenter.error().message);
        m_stack->emptyState()->setAction(tr("Try Again"), false);
        m_stack->showEmpty();
    } else if (tree.count() == 0) {
        m_stack->emptyState()->setText(tr("It waits for no other instance"),
                                       tr("There is no dependency that could be removed."));
        m_stack->emptyState()->setAction({});
        m_stack->showEmpty();
    } else {
        m_stack->showContent();
    }
    const qsizetype ticked = tree.checkedKeys().size();
    QString words = tr("%L1 of %L2 ticked").arg(ticked).arg(tree.count());
    if (m_presenter.isTruncated())
        words += tr(", more are not shown");
    m_count->setText(words);
    m_count->setVisible(tree.count() > 0);
    setPrimaryEnabled(m_presenter.check().ok());
    if (!m_force)
        return;
    const Outcome<> mayForce = m_presenter.mayForce();
    m_force->setEnabled(mayForce.ok());
    m_force->setToolTip(mayForce.failed() ? mayForce.error().message : QString());
}

} // namespace slipway
