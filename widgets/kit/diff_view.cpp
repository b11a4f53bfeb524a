#include "widgets/kit/diff_view.h"

#include "widgets/kit/theme.h"

#include <QAbstractListModel>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

class DiffRowModel : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
            return {};
        return role == Qt::DisplayRole ? shown(m_rows.at(index.row())) : spoken(m_rows.at(index.row()));
    }
    void setRows(const QList<DiffRow> &rows)
    {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    }
    const QList<DiffRow> &rows() const { return m_rows; }
    static QString shown(const DiffRow &row)
    {
        if (row.isGap())
            return DiffView::tr("%L1 lines are the same").arg(row.hidden);
        return QString(row.text).replace(u'\t', u"    "_s);
    }

private:
    static QString spoken(const DiffRow &row)
    {
        if (row.isGap())
            return shown(row);
        if (row.kind == DiffKind::Removed)
            return DiffView::tr("Removed line %1: %2").arg(row.before).arg(row.text);
        if (row.kind == DiffKind::Added)
            return DiffView::tr("Added line %1: %2").arg(row.after).arg(row.text);
        return DiffView::tr("Line %1: %2").arg(row.after).arg(row.text);
    }

    QList<DiffRow> m_rows;
};

namespace {

constexpr int rowsMeasured = 5000; // of more than these the longest are guessed by their length

class DiffDelegate : public QStyledItemDelegate
{
public:
    DiffDelegate(const DiffRowModel &model, QObject *parent) : QStyledItemDelegate(parent), m_model(model) {}

    void measure(const QFont &font)
    {
        const QFontMetrics metrics(font);
        const QList<DiffRow> &rows = m_model.rows();
        int highest = 0, longest = 0, widest = 0;
        for (qsizetype at = 0; at < rows.size(); ++at) {
            const DiffRow &row = rows.at(at);
            highest = std::max({highest, row.before, row.after});
            const QString text = DiffRowModel::shown(row);
            if (at < rowsMeasured || int(text.size()) > longest)
                widest = std::max(widest, metrics.horizontalAdvance(text));
            longest = std::max(longest, int(text.size()));
        }
        m_numberWidth = metrics.horizontalAdvance(QString::number(std::max(highest, 99))) + spacing::m;
        m_signWidth = metrics.horizontalAdvance(u'+') + spacing::m;
        m_size = {2 * m_numberWidth + m_signWidth + widest + spacing::l, metrics.height() + 3};
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return m_size; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const DiffRow &row = m_model.rows().at(index.row());
        const Theme theme = Theme::of(option.palette);
        painter->save();
        painter->setFont(option.font);
        painter->fillRect(option.rect, ground(row, theme));
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect.left(), option.rect.top(), 3, option.rect.height(),
                              theme.colour(Token::Accent));
        painter->setPen(theme.colour(Token::TextMuted));
        paintNumbers(painter, option.rect, row);
        if (!row.isGap())
            painter->setPen(theme.colour(Token::Text));
        painter->drawText(option.rect.adjusted(2 * m_numberWidth + m_signWidth, 0, 0, 0),
                          Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, DiffRowModel::shown(row));
        if (row.kind != DiffKind::Same) {
            painter->setPen(theme.state(row.kind == DiffKind::Added ? StateKind::Success : StateKind::Failure));
            painter->drawText(QRect(option.rect.left() + 2 * m_numberWidth, option.rect.top(),
                                    m_signWidth - spacing::xs, option.rect.height()),
                              Qt::AlignCenter, row.kind == DiffKind::Added ? u"+"_s : u"−"_s);
        }
        painter->restore();
    }

private:
    static QColor ground(const DiffRow &row, const Theme &theme)
    {
        if (row.isGap())
            return theme.colour(Token::Sunken);
        return row.kind == DiffKind::Added     ? theme.tint(StateKind::Success)
               : row.kind == DiffKind::Removed ? theme.tint(StateKind::Failure)
                                               : theme.colour(Token::Surface);
    }
    void paintNumbers(QPainter *painter, const QRect &rect, const DiffRow &row) const
    {
        const auto number = [&](int column, int value) {
            const QRect place(rect.left() + column * m_numberWidth, rect.top(), m_numberWidth - spacing::xs,
                              rect.height());
            painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, QString::number(value));
        };
        if (row.isGap())
            return;
        if (row.before > 0)
            number(0, row.before);
        if (row.after > 0)
            number(1, row.after);
    }

    const DiffRowModel &m_model;
    int m_numberWidth = 0;
    int m_signWidth = 0;
    QSize m_size;
};

} // namespace

DiffView::DiffView(QWidget *parent) : QListView(parent), m_model(new DiffRowModel(this))
{
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setFont(codeFont());
    setModel(m_model);
    setItemDelegate(new DiffDelegate(*m_model, this));
    setAccessibleName(tr("Differences"));
}

void DiffView::setRows(const QList<DiffRow> &rows)
{
    m_model->setRows(rows);
    static_cast<DiffDelegate *>(itemDelegate())->measure(font());
    scheduleDelayedItemsLayout();
}

const QList<DiffRow> &DiffView::rows() const
{
    return m_model->rows();
}

void DiffView::copy() const
{
    QList<int> chosen;
    for (const QModelIndex &index : selectionModel()->selectedIndexes())
        chosen.append(index.row());
    std::sort(chosen.begin(), chosen.end());
    QList<DiffRow> rows;
    for (const int row : std::as_const(chosen))
        rows.append(m_model->rows().at(row));
    QGuiApplication::clipboard()->setText(diffText(rows.isEmpty() ? m_model->rows() : rows));
}

void DiffView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        QListView::keyPressEvent(event);
}

} // namespace slipway
