#include "models/contract/dataworks_file_parameters.h"

#include "models/domain/enum_names.h"
#include "models/domain/schedule_rules.h"

#include <QTimeZone>

namespace slipway::dataworks {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype contentLimit = 4 * 1024 * 1024;

// The domain's names of these enums are the vendor's words.
template <class E>
Outcome<E> fromWord(const QString &field, const QString &text)
{
    if (const auto value = fromText<E>(text))
        return *value;
    QStringList known;
    for (const auto &entry : enumNames<E>())
        known.append(entry.second);
    return Error::invalid(field, u"%1 \"%2\" is not one of %3."_s.arg(field, text.left(64), known.join(u", "_s)));
}

// Carries one group of parameters over; stops at the first that is wrong.
class Application
{
public:
    Application(const RequestParameters &parameters, NodeDraft draft, const QTimeZone &zone)
        : m_in(parameters),
          m_zone(zone),
          m_draft(std::move(draft)),
          m_properties(m_draft.properties),
          m_schedule(m_properties.schedule)
    {
    }

    Outcome<NodeDraft> run()
    {
        readTexts();
        readRunning();
        readSchedule();
        readEffectiveDates();
        readDependencies();
        if (m_error)
            return *m_error;
        return m_draft;
    }

private:
    bool has(const QString &name) const { return !m_error && m_in.has(name); }

    template <class T>
    T take(const Outcome<T> &outcome, T fallback)
    {
        if (outcome.ok())
            return *outcome;
        if (!m_error)
            m_error = outcome.error();
        return fallback;
    }
    void takeText(const QString &name, QString &target)
    {
        if (has(name))
            target = m_in.text(name);
    }
    template <class E>
    void takeWord(const QString &name, E &target)
    {
        if (has(name))
            target = take(fromWord<E>(name, m_in.text(name)), target);
    }

    void readTexts()
    {
        takeText(u"Content"_s, m_draft.script);
        takeText(u"FileDescription"_s, m_draft.description);
        takeText(u"Owner"_s, m_draft.owner);
        takeText(u"ParaValue"_s, m_properties.parameters);
        takeText(u"ResourceGroupIdentifier"_s, m_properties.resourceGroup);
        if (m_draft.script.size() > contentLimit)
            m_error = Error{ErrorKind::TooLarge,
                            u"InvalidParameter.Content"_s,
                            u"Content has more than %1 characters."_s.arg(contentLimit),
                            u"Content"_s,
                            {},
                            false};
    }

    void readRunning()
    {
        if (m_in.text(u"RerunMode"_s) == "ALL_ALLOWD"_L1) // as old clients spell it
            m_properties.rerun = RerunPolicy::AllAllowed;
        else
            takeWord(u"RerunMode"_s, m_properties.rerun);
        if (has(u"AutoRerunTimes"_s))
            m_properties.autoRerunTimes = int(take(m_in.integer(u"AutoRerunTimes"_s, 0, 0, 10), qint64(0)));
        if (has(u"AutoRerunIntervalMillis"_s))
            m_properties.autoRerunInterval =
                Millis(take(m_in.integer(u"AutoRerunIntervalMillis"_s, 120000, 0, 1800000), qint64(0)));
        if (has(u"Timeout"_s)) // hours; 0 and -1 mean the system's default
            m_properties.timeout =
                Seconds(std::max<qint64>(take(m_in.integer(u"Timeout"_s, 0, -1, 168), qint64(0)), 0) * 3600);
    }

    void readSchedule()
    {
        if (has(u"CronExpress"_s) || has(u"CycleType"_s)) {
            const QString cron = m_in.text(u"CronExpress"_s, toCron(m_schedule));
            const Schedule read = take(fromCron(cron, m_in.text(u"CycleType"_s)), m_schedule);
            const Schedule old = std::exchange(m_schedule, read);
            m_schedule.effectiveFrom = old.effectiveFrom;
            m_schedule.effectiveUntil = old.effectiveUntil;
            m_schedule.mode = old.mode;
            m_schedule.generation = old.generation;
            m_schedule.catchUp = old.catchUp;
            m_schedule.maxLatenessMinutes = old.maxLatenessMinutes;
        }
        takeWord(u"SchedulerType"_s, m_schedule.mode);
        if (has(u"Stop"_s)) {
            if (take(m_in.boolean(u"Stop"_s, false), false))
                m_schedule.mode = ScheduleMode::Frozen;
            else if (m_schedule.mode == ScheduleMode::Frozen && !has(u"SchedulerType"_s))
                m_schedule.mode = ScheduleMode::Normal;
        }
        if (has(u"ApplyScheduleImmediately"_s))
            m_schedule.generation = take(m_in.boolean(u"ApplyScheduleImmediately"_s, false), false)
                                        ? InstanceGeneration::Immediately
                                        : InstanceGeneration::NextDay;
    }

    QDate takeDay(const QString &name, QDate fallback)
    {
        if (!has(name))
            return fallback;
        const qint64 millis = take(m_in.integer(name, 0), qint64(0));
        return QDateTime::fromMSecsSinceEpoch(millis, m_zone).date();
    }

    void readEffectiveDates()
    {
        m_schedule.effectiveFrom = takeDay(u"StartEffectDate"_s, m_schedule.effectiveFrom);
        m_schedule.effectiveUntil = takeDay(u"EndEffectDate"_s, m_schedule.effectiveUntil);
    }

    void readDependencies()
    {
        if (has(u"InputList"_s))
            m_properties.inputs = m_in.list(u"InputList"_s);
        if (has(u"OutputList"_s))
            m_properties.outputs = m_in.list(u"OutputList"_s);
        takeWord(u"DependentType"_s, m_properties.crossCycle);
        if (has(u"IgnoreParentSkipRunningProperty"_s))
            m_properties.ignoreParentDryRun = take(m_in.boolean(u"IgnoreParentSkipRunningProperty"_s, false), false);
        if (!has(u"DependentNodeIdList"_s))
            return;
        m_properties.crossCycleNodes.clear();
        for (const QString &text : m_in.list(u"DependentNodeIdList"_s)) {
            bool ok = false;
            m_properties.crossCycleNodes.append(NodeId(text.toLongLong(&ok)));
            if (!ok && !m_error)
                m_error =
                    Error::invalid(u"DependentNodeIdList"_s,
                                   u"\"%1\" in DependentNodeIdList is not the id of a node."_s.arg(text.left(64)));
        }
    }

    const RequestParameters &m_in;
    const QTimeZone &m_zone;
    NodeDraft m_draft;
    NodeProperties &m_properties;
    Schedule &m_schedule;
    std::optional<Error> m_error;
};

} // namespace

Outcome<QString> flowOfFolderPath(const QString &path)
{
    const QStringList parts = path.split(u'/', Qt::SkipEmptyParts);
    static const QStringList roots{u"Business_process"_s, u"Business Flow"_s, u"业务流程"_s};
    if (parts.size() < 2 || !roots.contains(parts.first()))
        return Error::invalid(u"FileFolderPath"_s, u"FileFolderPath \"%1\" must name a business flow: "
                                                   "Business_process/<flow>/General."_s.arg(path.left(200)));
    return parts[1];
}

Outcome<NodeDraft> applyFileParameters(const RequestParameters &parameters, NodeDraft draft, const QTimeZone &zone)
{
    return Application(parameters, std::move(draft), zone).run();
}

} // namespace slipway::dataworks
