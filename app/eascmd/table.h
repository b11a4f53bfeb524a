#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace slipway::eascmd {

// ASCII tables in the shape of the vendor's client (reference: eas 1.4): numbers to the right, other cells to the left,
// long cells broken at blanks.
inline constexpr int cellWidth = 30;

// With a header, whose words are centred.
QString table(const QStringList &header, const QList<QStringList> &rows);

// Key and value a row, keys to the right, no header.
QString verticalTable(const QList<std::pair<QString, QString>> &rows);

// A cell's lines: at its line breaks, and at blanks where a line is longer than `width` and than its longest word.
QStringList wrapCell(const QString &text, int width = cellWidth);

} // namespace slipway::eascmd
