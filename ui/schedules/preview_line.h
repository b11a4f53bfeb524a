#pragma once

#include <QList>
#include <QString>

namespace slipway {

// A row of a preview in Properties: what it is about, the value, a remark beside it.
struct PreviewLine
{
    enum class Tone { Plain, Attention }; // Attention: worth a second look, such as a time that the clocks skip

    QString lead;   // "$1"; may be empty
    QString text;   // "Mon 2026-11-23 02:00"
    QString note;   // "in 15 h"
    QString detail; // the whole story, as a tooltip
    Tone tone = Tone::Plain;

    friend bool operator==(const PreviewLine &, const PreviewLine &) = default;
};

} // namespace slipway
