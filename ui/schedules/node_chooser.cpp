#include "ui/schedules/node_chooser.h"

#include "widgets/kit/buttons.h"
#include "widgets/kit/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QShortcut>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace slipway {

namespace {
constexpr int visibleNodes = 4;
constexpr int NodeRole = Qt::UserRole;
} // namespace

NodeChooser::NodeChooser(const QString &objectName, QWidget *parent)
    : QWidget(parent),
      m_input(new QLineEdit(this)),
      m_choices(new QStandardItemModel(this)),
      m_list(new QListWidget(this))
{
    setObjectName(objectName);
    m_input->setObjectName(objectName + QStringLiteral("Search"));
    m_input->setAccessibleName(tr("Search for a node"));
    m_input->setPlaceholderText(tr("Name, workflow or id of a node"));
    auto *completer = new QCompleter(m_choices, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_input->setCompleter(completer);
    m_list->setObjectName(objectName + QStringLiteral("List"));
    m_list->setAccessibleName(tr("Chosen nodes"));
    QToolButton *addButton = iconButton(Icon::Plus, tr("Add node"), objectName + QStringLiteral("Add"), this);
    QToolButton *removeButton = iconButton(Icon::Trash, tr("Remove node"), objectName + QStringLiteral("Remove"), this);
    setFocusProxy(m_input);
    layOut(addButton, removeButton);
    auto *key = new QShortcut(QKeySequence::Delete, m_list);
    key->setContext(Qt::WidgetShortcut);
    connect(key, &QShortcut::activated, this, &NodeChooser::remove);
    connect(removeButton, &QToolButton::clicked, this, &NodeChooser::remove);
    connect(addButton, &QToolButton::clicked, this, &NodeChooser::addTyped);
    connect(m_input, &QLineEdit::returnPressed, this, &NodeChooser::addTyped);
    connect(m_list, &QListWidget::currentRowChanged, removeButton,
            [removeButton](int row) { removeButton->setEnabled(row >= 0); });
    removeButton->setEnabled(false);
}

void NodeChooser::layOut(QToolButton *add, QToolButton *remove)
{
    auto *top = new QHBoxLayout;
    top->setSpacing(spacing::xs);
    top->addWidget(m_input, 1);
    top->addWidget(add);
    auto *bottom = new QHBoxLayout;
    bottom->setSpacing(spacing::xs);
    bottom->addWidget(m_list, 1);
    bottom->addWidget(remove, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::xs);
    layout->addLayout(top);
    layout->addLayout(bottom);
}

void NodeChooser::setNodes(const QList<Node> &nodes)
{
    m_nodes = nodes;
    m_choices->clear();
    for (const Node &node : nodes) {
        if (node.undeployed)
            continue;
        auto *item = new QStandardItem(wordsOf(node.id));
        item->setData(node.id.value(), NodeRole);
        m_choices->appendRow(item);
    }
    for (int row = 0; row < m_list->count(); ++row)
        m_list->item(row)->setText(wordsOf(NodeId(m_list->item(row)->data(NodeRole).toLongLong())));
}

QString NodeChooser::wordsOf(NodeId id) const
{
    const auto found = std::find_if(m_nodes.begin(), m_nodes.end(), [id](const Node &node) { return node.id == id; });
    return found == m_nodes.end() ? tr("Node %1").arg(id.toString())
                                  : tr("%1 · %2 · %3").arg(found->current.name, found->workflowName, id.toString());
}

void NodeChooser::setChosen(const QList<NodeId> &nodes)
{
    if (nodes != chosen()) {
        m_list->clear();
        for (const NodeId node : nodes)
            append(node);
    }
    m_list->setFixedHeight(std::clamp(m_list->count(), 1, visibleNodes) * metric::compactRow + spacing::s);
}

QList<NodeId> NodeChooser::chosen() const
{
    QList<NodeId> nodes;
    for (int row = 0; row < m_list->count(); ++row)
        nodes << NodeId(m_list->item(row)->data(NodeRole).toLongLong());
    return nodes;
}

void NodeChooser::append(NodeId node)
{
    auto *item = new QListWidgetItem(wordsOf(node), m_list);
    item->setData(NodeRole, node.value());
    item->setToolTip(item->text());
}

// A whole entry of the list, a node's id, or a name that only one node has.
void NodeChooser::addTyped()
{
    const QString text = m_input->text().trimmed();
    if (text.isEmpty())
        return;
    QList<NodeId> matches;
    for (const Node &node : std::as_const(m_nodes)) {
        if (!node.undeployed && (text == wordsOf(node.id) || text == node.id.toString() || text == node.current.name))
            matches << node.id;
    }
    if (matches.isEmpty())
        return emit refused(tr("\"%1\" is not a committed node of this workspace.").arg(text));
    if (matches.size() > 1)
        return emit refused(tr("%1 nodes are called \"%2\"; choose one from the list.").arg(matches.size()).arg(text));
    add(matches.first());
}

void NodeChooser::add(NodeId node)
{
    if (chosen().contains(node))
        return emit refused(tr("%1 is chosen already.").arg(wordsOf(node)));
    setChosen(chosen() << node);
    m_input->clear();
    emit edited();
}

void NodeChooser::remove()
{
    if (m_list->currentRow() < 0)
        return;
    delete m_list->takeItem(m_list->currentRow());
    setChosen(chosen());
    emit edited();
}

} // namespace slipway
