#include "widgets/kit/table.h"

#include "widgets/kit/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSettings>
#include <QShortcut>
#include <QTableView>
#include <QTimer>

#include <set>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

QString layoutKey(const QString &key)
{
    return u"layout/table/"_s + key;
}

QString selectedText(const QTableView *table)
{
    std::set<int> rows;
    for (const QModelIndex &index : table->selectionModel()->selectedIndexes())
        rows.insert(index.row());
    QStringList lines;
    for (const int row : rows) {
        QStringList cells;
        for (int visual = 0; visual < table->horizontalHeader()->count(); ++visual) {
            const int column = table->horizontalHeader()->logicalIndex(visual);
            if (!table->isColumnHidden(column))
                cells.append(table->model()->index(row, column).data().toString());
        }
        lines.append(cells.join(u'\t').trimmed());
    }
    return lines.join(u'\n');
}

// Keys that every table of ours understands beside Qt's own.
class TableKeys : public QObject
{
public:
    explicit TableKeys(QTableView *table) : QObject(table), m_table(table) { table->installEventFilter(this); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched != m_table || event->type() != QEvent::KeyPress)
            return false;
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy)) {
            QApplication::clipboard()->setText(selectedText(m_table));
            return true;
        }
        if (key->modifiers() != Qt::NoModifier)
            return false;
        if (key->key() == Qt::Key_J || key->key() == Qt::Key_K) {
            step(key->key() == Qt::Key_J ? 1 : -1);
            return true;
        }
        return false;
    }

private:
    void step(int by)
    {
        const QModelIndex now = m_table->currentIndex();
        const int row = qBound(0, now.isValid() ? now.row() + by : 0, m_table->model()->rowCount() - 1);
        m_table->setCurrentIndex(m_table->model()->index(row, now.isValid() ? now.column() : 0));
    }

    QTableView *m_table;
};

void restoreColumns(QTableView *table, const QString &key)
{
    QHeaderView *header = table->horizontalHeader();
    const QByteArray state = QSettings().value(layoutKey(key)).toByteArray();
    if (!state.isEmpty())
        header->restoreState(state);
    auto *save = new QTimer(header);
    save->setSingleShot(true);
    save->setInterval(400);
    QObject::connect(save, &QTimer::timeout, header,
                     [header, key] { QSettings().setValue(layoutKey(key), header->saveState()); });
    const auto later = [save] { save->start(); };
    QObject::connect(header, &QHeaderView::sectionResized, save, later);
    QObject::connect(header, &QHeaderView::sectionMoved, save, later);
    QObject::connect(header, &QHeaderView::sortIndicatorChanged, save, later);
}

void setUpHeader(QTableView *table, const QList<ColumnWidth> &widths)
{
    QHeaderView *header = table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setMinimumSectionSize(44);
    header->setFixedHeight(metric::row);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setStretchLastSection(false);
    for (const ColumnWidth &width : widths) {
        if (width.width > 0)
            table->setColumnWidth(width.column, width.width);
        else
            header->setSectionResizeMode(width.column, QHeaderView::Stretch);
    }
}

} // namespace

void setUpTable(QTableView *table, const QString &key, const QList<ColumnWidth> &widths)
{
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setContextMenuPolicy(Qt::CustomContextMenu);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->setCornerButtonEnabled(false);
    table->setMouseTracking(true);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(metric::row);
    table->verticalHeader()->setMinimumSectionSize(metric::compactRow);
    setUpHeader(table, widths);
    if (table->model()) {
        table->horizontalHeader()->setSortIndicator(0, Qt::AscendingOrder);
        table->setSortingEnabled(true);
        restoreColumns(table, key);
    }
    new TableKeys(table);
}

void setFilterShortcut(QAbstractItemView *view, QLineEdit *filter)
{
    auto *shortcut = new QShortcut(QKeySequence(u"/"_s), view);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(shortcut, &QShortcut::activated, filter, [filter] {
        filter->setFocus(Qt::ShortcutFocusReason);
        filter->selectAll();
    });
}

} // namespace slipway
