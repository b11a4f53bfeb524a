#include "ui/operations/date_ranges_editor.h"

#include "widgets/kit/buttons.h"
#include "widgets/kit/focus_order.h"
#include "widgets/kit/theme.h"

#include <QDateEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace slipway {

using namespace Qt::StringLiterals;

DateRangesEditor::DateRangesEditor(QWidget *parent) : QWidget(parent), m_rows(new QVBoxLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::xs);
    m_rows->setSpacing(spacing::xs);
    column->addLayout(m_rows);
    column->addWidget(makeTools());
}

QWidget *DateRangesEditor::makeTools()
{
    auto *tools = new QWidget(this);
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing::m);
    const auto add = [&](const QString &text, const char *objectName, std::function<void()> act) {
        QPushButton *button = linkButton(text, QString::fromLatin1(objectName), tools);
        connect(button, &QPushButton::clicked, this, std::move(act));
        row->addWidget(button);
    };
    add(tr("Add range"), "backfillAddRange", [this] { addNext(); });
    row->addStretch(1);
    add(tr("Yesterday"), "backfillYesterday", [this] { choose(m_today.addDays(-1), m_today.addDays(-1)); });
    add(tr("Last 7 days"), "backfillLastWeek", [this] { choose(m_today.addDays(-7), m_today.addDays(-1)); });
    add(tr("Last 30 days"), "backfillLastMonth", [this] { choose(m_today.addDays(-30), m_today.addDays(-1)); });
    return tools;
}

QDateEdit *DateRangesEditor::makeDate(QDate date)
{
    auto *edit = new QDateEdit(date, this);
    edit->setDisplayFormat(u"yyyy-MM-dd"_s);
    edit->setCalendarPopup(true);
    connect(edit, &QDateEdit::dateChanged, this, &DateRangesEditor::rangesChanged);
    return edit;
}

void DateRangesEditor::addLine(const DateRange &range)
{
    Line line;
    line.row = new QWidget(this);
    auto *layout = new QHBoxLayout(line.row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::s);
    line.from = makeDate(range.from);
    line.to = makeDate(range.to);
    QToolButton *remove = iconButton(Icon::Close, {}, {}, line.row);
    line.remove = remove;
    layout->addWidget(line.from, 1);
    layout->addWidget(textLabel(tr("to"), TextSize::Body, line.row, true));
    layout->addWidget(line.to, 1);
    layout->addWidget(remove);
    connect(remove, &QToolButton::clicked, this, [this, row = line.row] { removeLine(row); });
    m_rows->addWidget(line.row);
    m_lines.append(line);
    renumber();
    orderFocus(window());
}

void DateRangesEditor::renumber()
{
    for (int at = 0; at < int(m_lines.size()); ++at) {
        const Line &line = m_lines.at(at);
        line.from->setObjectName(u"backfillFrom%1"_s.arg(at + 1));
        line.from->setAccessibleName(tr("Range %1, first data timestamp").arg(at + 1));
        line.to->setObjectName(u"backfillTo%1"_s.arg(at + 1));
        line.to->setAccessibleName(tr("Range %1, last data timestamp").arg(at + 1));
        line.remove->setAccessibleName(tr("Remove range %1").arg(at + 1));
        line.remove->setToolTip(line.remove->accessibleName());
        line.remove->setObjectName(u"backfillRemoveRange%1"_s.arg(at + 1));
        line.remove->setVisible(m_lines.size() > 1);
    }
}

void DateRangesEditor::removeLine(const QWidget *row)
{
    const auto found =
        std::find_if(m_lines.begin(), m_lines.end(), [row](const Line &line) { return line.row == row; });
    if (found == m_lines.end())
        return;
    found->row->hide();
    found->row->deleteLater();
    m_lines.erase(found);
    renumber();
    emit rangesChanged();
}

// Before the earliest one: a backfill reaches back.
void DateRangesEditor::addNext()
{
    QDate before = m_today;
    for (const auto &[from, to] : ranges())
        before = std::min(before, std::min(from, to));
    addLine({before.addDays(-2), before.addDays(-2)});
    m_lines.last().from->setFocus();
    emit rangesChanged();
}

void DateRangesEditor::choose(QDate from, QDate to)
{
    setRanges({{from, to}});
    emit rangesChanged();
}

void DateRangesEditor::setRanges(const QList<DateRange> &ranges)
{
    const QSignalBlocker quiet(this);
    while (m_lines.size() > ranges.size())
        removeLine(m_lines.last().row);
    for (int at = 0; at < int(ranges.size()); ++at) {
        if (at == int(m_lines.size())) {
            addLine(ranges.at(at));
            continue;
        }
        m_lines.at(at).from->setDate(ranges.at(at).from);
        m_lines.at(at).to->setDate(ranges.at(at).to);
    }
}

QList<DateRange> DateRangesEditor::ranges() const
{
    QList<DateRange> list;
    for (const Line &line : m_lines)
        list.append({line.from->date(), line.to->date()});
    return list;
}

} // namespace slipway
