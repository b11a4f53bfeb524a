#include "widgets/kit/tree.h"

#include "widgets/kit/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QSettings>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QTreeView>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

// Delegates of other columns draw in rows of this height.
class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), metric::row};
    }
};

QString selectedText(const QTreeView *tree)
{
    QStringList lines;
    QModelIndexList rows = tree->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [tree](const QModelIndex &a, const QModelIndex &b) {
        return tree->visualRect(a).top() < tree->visualRect(b).top();
    });
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells;
        for (int visual = 0; visual < tree->header()->count(); ++visual)
            cells.append(row.siblingAtColumn(tree->header()->logicalIndex(visual)).data().toString());
        lines.append(cells.join(u'\t').trimmed());
    }
    return lines.join(u'\n');
}

class TreeKeys : public QObject
{
public:
    explicit TreeKeys(QTreeView *tree) : QObject(tree), m_tree(tree) { tree->installEventFilter(this); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched != m_tree || event->type() != QEvent::KeyPress)
            return false;
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy)) {
            QApplication::clipboard()->setText(selectedText(m_tree));
            return true;
        }
        const bool next = key->key() == Qt::Key_J;
        if (key->modifiers() != Qt::NoModifier || (!next && key->key() != Qt::Key_K))
            return false;
        const QModelIndex now = m_tree->currentIndex();
        const QModelIndex to = !now.isValid() ? m_tree->model()->index(0, 0)
                               : next         ? m_tree->indexBelow(now)
                                              : m_tree->indexAbove(now);
        if (to.isValid())
            m_tree->setCurrentIndex(to);
        return true;
    }

private:
    QTreeView *m_tree;
};

void keepColumns(QTreeView *tree, const QString &key)
{
    QHeaderView *header = tree->header();
    const QString name = u"layout/tree/"_s + key;
    if (const QByteArray state = QSettings().value(name).toByteArray(); !state.isEmpty())
        header->restoreState(state);
    auto *save = new QTimer(header);
    save->setSingleShot(true);
    save->setInterval(400);
    QObject::connect(save, &QTimer::timeout, header,
                     [header, name] { QSettings().setValue(name, header->saveState()); });
    const auto later = [save] { save->start(); };
    QObject::connect(header, &QHeaderView::sectionResized, save, later);
    QObject::connect(header, &QHeaderView::sectionMoved, save, later);
}

} // namespace

void setUpTree(QTreeView *tree, const QString &key, const QList<ColumnWidth> &widths)
{
    tree->setFrameShape(QFrame::NoFrame);
    tree->setItemDelegate(new RowDelegate(tree));
    tree->setUniformRowHeights(true);
    tree->setSelectionBehavior(QAbstractItemView::SelectRows);
    tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    tree->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    tree->setContextMenuPolicy(Qt::CustomContextMenu);
    tree->setMouseTracking(true);
    tree->setExpandsOnDoubleClick(true);
    QHeaderView *header = tree->header();
    header->setMinimumSectionSize(44);
    header->setFixedHeight(metric::row);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setStretchLastSection(false);
    for (const ColumnWidth &width : widths) {
        if (width.width > 0)
            header->resizeSection(width.column, width.width);
        else
            header->setSectionResizeMode(width.column, QHeaderView::Stretch);
    }
    if (tree->model())
        keepColumns(tree, key);
    new TreeKeys(tree);
}

} // namespace slipway
