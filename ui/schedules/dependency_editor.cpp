#include "ui/schedules/dependency_editor.h"

#include "models/backend/workflows_backend.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/theme.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QStringListModel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace slipway {

namespace {
constexpr int visibleParents = 4;
constexpr int OutputRole = Qt::UserRole;
} // namespace

DependencyEditor::DependencyEditor(const Backends &backends, QWidget *parent)
    : QWidget(parent),
      m_backends(backends),
      m_input(new QLineEdit(this)),
      m_found(new QStringListModel(this)),
      m_list(new QListWidget(this))
{
    m_input->setObjectName(QStringLiteral("parentSearch"));
    m_input->setAccessibleName(tr("Parent Nodes"));
    m_input->setPlaceholderText(tr("Output name of a committed node"));
    auto *completer = new QCompleter(m_found, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_input->setCompleter(completer);
    m_list->setObjectName(QStringLiteral("parentList"));
    m_list->setAccessibleName(tr("Parents of this node"));
    fitHeight();
    QPushButton *root = quietButton(tr("Use Root Node"), QStringLiteral("useRootNode"), this);
    QToolButton *addButton = iconButton(Icon::Plus, tr("Add parent"), QStringLiteral("parentAdd"), this);
    QToolButton *removeButton = iconButton(Icon::Trash, tr("Remove parent"), QStringLiteral("parentRemove"), this);

    setFocusProxy(m_input);
    connectRemoval(removeButton);

    auto *top = new QHBoxLayout;
    top->setSpacing(spacing::xs);
    top->addWidget(m_input, 1);
    top->addWidget(addButton);
    top->addWidget(root);
    auto *bottom = new QHBoxLayout;
    bottom->setSpacing(spacing::xs);
    bottom->addWidget(m_list, 1);
    bottom->addWidget(removeButton, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::xs);
    layout->addLayout(top);
    layout->addLayout(bottom);

    connect(m_input, &QLineEdit::textEdited, this, &DependencyEditor::search);
    connect(m_input, &QLineEdit::returnPressed, this, [this] { add(m_input->text()); });
    connect(addButton, &QToolButton::clicked, this, [this] { add(m_input->text()); });
    connect(root, &QPushButton::clicked, this, [this] { add(m_root); });
}

void DependencyEditor::connectRemoval(QToolButton *button)
{
    auto *key = new QShortcut(QKeySequence::Delete, m_list);
    key->setContext(Qt::WidgetShortcut);
    connect(key, &QShortcut::activated, this, &DependencyEditor::remove);
    connect(button, &QToolButton::clicked, this, &DependencyEditor::remove);
    connect(m_list, &QListWidget::currentRowChanged, button, [button](int row) { button->setEnabled(row >= 0); });
    button->setEnabled(false);
}

void DependencyEditor::setWorkspace(WorkspaceId workspace, const QString &rootOutput)
{
    m_workspace = workspace;
    m_root = rootOutput;
    setNodeNames(m_names);
}

void DependencyEditor::setParents(const QStringList &outputs)
{
    if (outputs == parents())
        return;
    m_list->clear();
    for (const QString &output : outputs)
        append(output);
    fitHeight();
}

void DependencyEditor::fitHeight()
{
    m_list->setFixedHeight(std::clamp(m_list->count(), 1, visibleParents) * metric::row + 2 * m_list->frameWidth());
}

void DependencyEditor::setNodeNames(const QHash<QString, QString> &names)
{
    m_names = names;
    for (int row = 0; row < m_list->count(); ++row)
        dress(m_list->item(row));
}

void DependencyEditor::append(const QString &output)
{
    auto *item = new QListWidgetItem(m_list);
    item->setData(OutputRole, output);
    item->setSizeHint({0, metric::row});
    dress(item);
}

void DependencyEditor::dress(QListWidgetItem *item) const
{
    const QString output = item->data(OutputRole).toString();
    const QString name = output == m_root ? tr("Root node") : m_names.value(output);
    item->setText(name.isEmpty() ? output : tr("%1 · %2").arg(name, output));
    item->setToolTip(item->text());
}

QStringList DependencyEditor::parents() const
{
    QStringList outputs;
    for (int row = 0; row < m_list->count(); ++row)
        outputs << m_list->item(row)->data(OutputRole).toString();
    return outputs;
}

void DependencyEditor::add(const QString &output)
{
    const QString name = output.trimmed();
    if (name.isEmpty())
        return;
    if (m_own.contains(name))
        return emit refused(tr("%1 is an output of this node itself; a node cannot be its own parent.").arg(name));
    if (parents().contains(name))
        return emit refused(tr("%1 is a parent already.").arg(name));
    append(name);
    fitHeight();
    m_input->clear();
    emit edited();
}

void DependencyEditor::remove()
{
    if (m_list->currentRow() < 0)
        return;
    delete m_list->takeItem(m_list->currentRow());
    fitHeight();
    emit edited();
}

void DependencyEditor::search(const QString &text)
{
    m_backends.workflows.searchOutputs(m_workspace, text).then(this, [this, text](const Outcome<QStringList> &outputs) {
        if (!outputs.ok() || text != m_input->text())
            return;
        m_found->setStringList(*outputs);
        if (m_input->hasFocus() && !text.isEmpty())
            m_input->completer()->complete();
    });
}

} // namespace slipway
