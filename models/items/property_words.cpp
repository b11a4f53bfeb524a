#include "models/items/property_words.h"

#include <QCoreApplication>

namespace slipway {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(slipway::PropertyWords)
};

} // namespace

QString wordOf(ScheduleMode mode)
{
    switch (mode) {
    case ScheduleMode::Normal:
        return Words::tr("Normal");
    case ScheduleMode::DryRun:
        return Words::tr("Dry run");
    case ScheduleMode::Frozen:
        return Words::tr("Frozen");
    }
    return {};
}

QString wordOf(InstanceGeneration generation)
{
    return generation == InstanceGeneration::NextDay ? Words::tr("Next day") : Words::tr("Immediately after commit");
}

QString wordOf(CatchUp rule)
{
    switch (rule) {
    case CatchUp::RunAll:
        return Words::tr("Run all of them");
    case CatchUp::RunLatest:
        return Words::tr("Run the latest only");
    case CatchUp::Skip:
        return Words::tr("Skip them");
    }
    return {};
}

QString wordOf(RerunPolicy policy)
{
    switch (policy) {
    case RerunPolicy::AllAllowed:
        return Words::tr("After success or failure");
    case RerunPolicy::FailureAllowed:
        return Words::tr("After a failure only");
    case RerunPolicy::AllDenied:
        return Words::tr("Never");
    }
    return {};
}

} // namespace slipway
