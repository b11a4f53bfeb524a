#include "widgets/kit/row_view.h"

#include "widgets/kit/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QSettings>
#include <QTimer>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

constexpr int narrowest = 44;
constexpr int saveDelay = 400; // ms after the last change

// Columns as they stand on screen, without the hidden ones.
QString rowsText(const QHeaderView *header, const QModelIndexList &rows)
{
    QStringList lines;
    for (const QModelIndex &row : rows) {
        QStringList cells;
        for (int visual = 0; visual < header->count(); ++visual) {
            const int column = header->logicalIndex(visual);
            if (!header->isSectionHidden(column))
                cells.append(row.siblingAtColumn(column).data().toString());
        }
        lines.append(cells.join(u'\t').trimmed());
    }
    return lines.join(u'\n');
}

class KeyFilter : public QObject
{
public:
    KeyFilter(QAbstractItemView *view, const QHeaderView *header, const RowKeys &keys)
        : QObject(view), m_view(view), m_header(header), m_keys(keys)
    {
        view->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched != m_view || event->type() != QEvent::KeyPress)
            return false;
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy)) {
            QApplication::clipboard()->setText(rowsText(m_header, m_keys.selected()));
            return true;
        }
        if (key->modifiers() != Qt::NoModifier || (key->key() != Qt::Key_J && key->key() != Qt::Key_K))
            return false;
        m_keys.step(key->key() == Qt::Key_J);
        return true;
    }

private:
    QAbstractItemView *m_view;
    const QHeaderView *m_header;
    RowKeys m_keys;
};

} // namespace

void setUpRows(QAbstractItemView *view)
{
    view->setFrameShape(QFrame::NoFrame);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    view->setTabKeyNavigation(false);
    view->setMouseTracking(true);
}

void setUpHeader(QHeaderView *header, const QList<ColumnWidth> &widths)
{
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setMinimumSectionSize(narrowest);
    header->setFixedHeight(metric::row);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setStretchLastSection(false);
    for (const ColumnWidth &width : widths) {
        if (width.width > 0)
            header->resizeSection(width.column, width.width);
        else
            header->setSectionResizeMode(width.column, QHeaderView::Stretch);
    }
}

void keepColumns(QHeaderView *header, const QString &key)
{
    const QString name = u"layout/"_s + key;
    if (const QByteArray state = QSettings().value(name).toByteArray(); !state.isEmpty())
        header->restoreState(state);
    auto *save = new QTimer(header);
    save->setSingleShot(true);
    save->setInterval(saveDelay);
    QObject::connect(save, &QTimer::timeout, header,
                     [header, name] { QSettings().setValue(name, header->saveState()); });
    const auto later = [save] { save->start(); };
    QObject::connect(header, &QHeaderView::sectionResized, save, later);
    QObject::connect(header, &QHeaderView::sectionMoved, save, later);
    QObject::connect(header, &QHeaderView::sortIndicatorChanged, save, later);
}

void setUpKeys(QAbstractItemView *view, const QHeaderView *header, const RowKeys &keys)
{
    new KeyFilter(view, header, keys);
}

} // namespace slipway
