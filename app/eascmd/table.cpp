#include "app/eascmd/table.h"

#include <algorithm>

namespace slipway::eascmd {

using namespace Qt::StringLiterals;

namespace {

enum class Align { Left, Right, Centre, ByContent };

bool isNumber(const QString &text)
{
    bool ok = false;
    text.toDouble(&ok);
    return ok;
}

QString padded(const QString &text, int width, Align align)
{
    const qsizetype space = width - text.size();
    if (align == Align::ByContent)
        align = isNumber(text) ? Align::Right : Align::Left;
    const qsizetype left = align == Align::Right ? space : align == Align::Centre ? space / 2 : 0;
    return QString(left, u' ') + text + QString(space - left, u' ');
}

int widthOf(const QStringList &lines)
{
    qsizetype width = 0;
    for (const QString &line : lines)
        width = std::max(width, line.size());
    return int(width);
}

QString rule(const QList<int> &widths)
{
    QString line = u"+"_s;
    for (const int width : widths)
        line += QString(width + 2, u'-') + u'+';
    return line + u'\n';
}

// A row of cells, each of several lines.
QString rowText(const QList<QStringList> &cells, const QList<int> &widths, const QList<Align> &aligns)
{
    qsizetype height = 1;
    for (const QStringList &cell : cells)
        height = std::max(height, cell.size());
    QString text;
    for (qsizetype line = 0; line < height; ++line) {
        text += u'|';
        for (qsizetype column = 0; column < cells.size(); ++column)
            text += u' ' + padded(cells[column].value(line), widths[column], aligns[column]) + u" |"_s;
        text += u'\n';
    }
    return text;
}

QList<int> columnWidths(const QList<QList<QStringList>> &rows, qsizetype columns)
{
    QList<int> widths(columns, 0);
    for (const QList<QStringList> &row : rows) {
        for (qsizetype column = 0; column < columns; ++column)
            widths[column] = std::max(widths[column], widthOf(row[column]));
    }
    return widths;
}

} // namespace

QStringList wrapCell(const QString &text, int width)
{
    QStringList lines;
    for (const QString &line : text.split(u'\n')) {
        qsizetype limit = width;
        for (const QString &word : line.split(u' '))
            limit = std::max(limit, word.size());
        QString rest = line;
        while (rest.size() > limit) {
            const qsizetype blank = rest.lastIndexOf(u' ', limit);
            if (blank <= 0 || rest.left(blank).trimmed().isEmpty())
                break;
            lines += rest.left(blank);
            rest = rest.mid(blank + 1);
        }
        lines += rest;
    }
    return lines;
}

QString table(const QStringList &header, const QList<QStringList> &rows)
{
    QList<QList<QStringList>> wrapped;
    QList<QStringList> title;
    for (const QString &word : header)
        title += QStringList{word};
    for (const QStringList &row : rows) {
        QList<QStringList> cells;
        for (const QString &cell : row)
            cells += wrapCell(cell);
        wrapped += cells;
    }
    const QList<int> widths = columnWidths(wrapped + QList<QList<QStringList>>{title}, header.size());
    const QString line = rule(widths);
    QString text = line + rowText(title, widths, QList<Align>(header.size(), Align::Centre)) + line;
    for (const QList<QStringList> &row : wrapped)
        text += rowText(row, widths, QList<Align>(header.size(), Align::ByContent));
    return rows.isEmpty() ? text : text + line;
}

QString verticalTable(const QList<std::pair<QString, QString>> &rows)
{
    QList<QList<QStringList>> wrapped;
    for (const auto &[key, value] : rows)
        wrapped += QList<QStringList>{QStringList{key}, wrapCell(value)};
    const QList<int> widths = columnWidths(wrapped, 2);
    QString text = rule(widths);
    for (const QList<QStringList> &row : wrapped)
        text += rowText(row, widths, {Align::Right, Align::ByContent});
    return text + rule(widths);
}

} // namespace slipway::eascmd
