#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

namespace slipway {

// An instance as a reason names it: "`clean` of 2026-11-22 02:00". The time is the wall clock's of the workspace.
struct NamedInstance
{
    QString node;
    QDateTime scheduled; // without a zone (Qt::LocalTime stands for the workspace's)
    int begin = 0;       // of the words in the sentence
    int length = 0;

    friend bool operator==(const NamedInstance &, const NamedInstance &) = default;
};

// Those that an instance's reason names, in their order: the one it waits for, then the one that holds that up.
QList<NamedInstance> instancesNamedIn(const QString &reason);

// The reason as it is read: without the marks around names.
QString plainReason(const QString &reason);

} // namespace slipway
