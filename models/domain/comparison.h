#pragma once

#include "models/domain/instance.h"

#include <QList>

namespace slipway {

// One side of a comparison: the instance with its latest attempt, and what that ran.
struct ComparedInstance
{
    Instance instance;
    Attempt attempt; // number 0: it has not run
    QString script;  // as run
    QString logFile; // absolute

    friend bool operator==(const ComparedInstance &, const ComparedInstance &) = default;
};

// What differs, in words of the wire: the field's name and both values as text.
struct FieldDifference
{
    QString field;
    QString left;
    QString right;

    friend bool operator==(const FieldDifference &, const FieldDifference &) = default;
};

struct InstanceComparison
{
    ComparedInstance left;
    ComparedInstance right;
    QList<FieldDifference> differences;
    bool sameScript = true;

    friend bool operator==(const InstanceComparison &, const InstanceComparison &) = default;
};

// Fields, in this order: State, NodeVersion, Parameters, ResourceGroup, Priority, ScheduledTime, Waited, Duration
// (both in milliseconds; empty where there is none), Attempts, End.
InstanceComparison compareInstances(const ComparedInstance &left, const ComparedInstance &right);

} // namespace slipway
