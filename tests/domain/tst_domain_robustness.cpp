#include "models/domain/cron.h"
#include "models/domain/names.h"
#include "models/domain/parameters.h"
#include "models/domain/schedule_rules.h"
#include "models/domain/script_checks.h"

#include <QRandomGenerator>
#include <QTest>

#include <limits>

using namespace slipway;
using namespace Qt::StringLiterals;

// Random texts, made of pieces that each parser knows, end in an answer: a value that holds together, or an error with
// a message. The seed is printed, and taken from SLIPWAY_SEED where that is set.
class TestDomainRobustness : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void names();
    void crons();
    void parameters();
    void scripts();
    void schedules();

private:
    int below(int bound) { return m_random.bounded(bound); }
    QString randomText(const QStringList &pieces, int most);

    QRandomGenerator m_random;
};

void TestDomainRobustness::initTestCase()
{
    const uint seed = qEnvironmentVariableIsSet("SLIPWAY_SEED") ? qEnvironmentVariable("SLIPWAY_SEED").toUInt()
                                                                : QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    m_random.seed(seed);
}

QString TestDomainRobustness::randomText(const QStringList &pieces, int most)
{
    QString text;
    for (int i = below(most); i > 0; --i) {
        if (below(12) == 0)
            text += QChar(static_cast<ushort>(below(0x10000))); // lone surrogates and all
        else
            text += pieces[below(static_cast<int>(pieces.size()))];
    }
    return text;
}

void TestDomainRobustness::names()
{
    const QStringList pieces{u"a"_s, u"Z"_s, u"0"_s, u"_"_s, u"."_s, u"-"_s, u" "_s, u"é"_s, u"😀"_s};
    for (int i = 0; i < 3000; ++i) {
        const QString text = randomText(pieces, 150);
        for (const auto &outcome :
             {checkWorkflowName(text), checkNodeName(text), checkResourceGroupName(text),
              checkWorkspaceIdentifier(text), checkServiceName(text), checkOutputName(text), checkDescription(text)})
            QVERIFY(outcome.ok() || !outcome.error().message.isEmpty());
    }
}

void TestDomainRobustness::crons()
{
    const QStringList pieces{u"*"_s, u"?"_s, u" "_s, u" "_s, u" "_s, u"0"_s, u"5"_s,   u"12"_s,  u"31"_s,  u"59"_s,
                             u","_s, u"-"_s, u"/"_s, u"L"_s, u"W"_s, u"#"_s, u"MON"_s, u"FEB"_s, u"2030"_s};
    int good = 0;
    for (int i = 0; i < 20000; ++i) {
        QString text = randomText(pieces, 24);
        if (i % 2 == 0) // near a good one
            text = u"0 %1 %2 %3 %4 ?"_s.arg(below(60)).arg(below(24)).arg(
                u"*"_s + randomText({u"/"_s, u"5"_s, u",L"_s}, 3), QString::number(below(14)));
        const Outcome<CronExpression> cron = CronExpression::parse(text);
        if (!cron) {
            QVERIFY(!cron.error().message.isEmpty());
            continue;
        }
        ++good;
        const std::optional<QDate> day = cron->nextDay(QDate(1970, 1, 1));
        QVERIFY2(day.has_value(), qPrintable(text));
        QCOMPARE(static_cast<int>(cron->timesOn(*day).size()), cron->timesPerDay());
        const Outcome<Schedule> schedule = fromCron(text);
        QVERIFY2(schedule.ok() && checkSchedule(*schedule).ok(), qPrintable(text));
        QVERIFY2(fromCron(toCron(*schedule), cycleTypeOf(*schedule)).ok(), qPrintable(text));
        // The schedule read from an expression fires when the expression does.
        for (const QDate date : {*day, day->addDays(1), day->addDays(30)})
            QCOMPARE(
                !nextOccurrences(*schedule, QTimeZone::utc(), fromDateTime(date.startOfDay(Qt::UTC)) - Millis{1}, 1)
                        .isEmpty() &&
                    nextOccurrences(*schedule, QTimeZone::utc(), fromDateTime(date.startOfDay(Qt::UTC)) - Millis{1}, 1)
                            .first()
                            .local.date() == date,
                cron->firesOn(date));
    }
    QVERIFY(good > 100);
}

void TestDomainRobustness::parameters()
{
    const QStringList pieces{u"$"_s,          u"{"_s,        u"}"_s,
                             u"["_s,          u"]"_s,        u"("_s,
                             u")"_s,          u","_s,        u"+"_s,
                             u"-"_s,          u"*"_s,        u"/"_s,
                             u"24"_s,         u"60"_s,       u"1"_s,
                             u"yyyy"_s,       u"mm"_s,       u"dd"_s,
                             u"hh24"_s,       u"mi"_s,       u" "_s,
                             u"="_s,          u"a"_s,        u"$bizdate"_s,
                             u"${yyyymmdd"_s, u"$[yyyymm"_s, u"$[add_months("_s,
                             u"999999"_s};
    ParameterContext context;
    for (int i = 0; i < 20000; ++i) {
        const QString text = randomText(pieces, 16);
        context.scheduledTime = fromMillis(m_random.bounded(qint64{4102444800000}));
        const auto parsed = parseParameters(text);
        const auto resolved = resolveParameters(text, context);
        QVERIFY(parsed.ok() || resolved.failed());
        QVERIFY(resolved.ok() || !resolved.error().message.isEmpty());
        if (resolved.ok())
            QCOMPARE(resolved->size(), parsed->size());
    }
}

void TestDomainRobustness::scripts()
{
    const QStringList pieces{u"<"_s,
                             u">"_s,
                             u"<<"_s,
                             u"<<-"_s,
                             u"EOF"_s,
                             u"\n"_s,
                             u"\n"_s,
                             u"\t"_s,
                             u" "_s,
                             u" "_s,
                             u"\""_s,
                             u"'"_s,
                             u"`"_s,
                             u"$("_s,
                             u"$(("_s,
                             u"${"_s,
                             u"}"_s,
                             u")"_s,
                             u"("_s,
                             u"#"_s,
                             u"\\"_s,
                             u"a"_s,
                             u"<yourModelName>"_s,
                             u"case "_s,
                             u"esac"_s,
                             u"[[ "_s,
                             u" ]]"_s,
                             u";"_s,
                             u"eascmd -k "_s,
                             u"\r"_s};
    for (int i = 0; i < 20000; ++i) {
        const QString script = randomText(pieces, 60);
        const QStringList lines = script.split(u'\n');
        for (const ScriptProblem &problem : checkScript(script)) {
            QVERIFY(problem.line >= 1 && problem.line <= lines.size());
            QVERIFY(problem.column >= 1 && problem.column <= problem.endColumn);
            QVERIFY(problem.endColumn <= lines[problem.line - 1].size() + 1);
            QVERIFY(!problem.message.isEmpty() && !problem.code.isEmpty());
        }
    }
}

void TestDomainRobustness::schedules()
{
    const QTimeZone zone("Europe/Berlin");
    const auto number = [this] { return below(8) == 0 ? std::numeric_limits<int>::max() : below(70) - 3; };
    for (int i = 0; i < 5000; ++i) {
        Schedule schedule;
        schedule.recurrence = static_cast<Recurrence>(below(7));
        schedule.interval = number();
        schedule.time = QTime(below(26), below(62));
        schedule.windowStart = QTime(below(26), below(62));
        schedule.windowEnd = QTime(below(26), below(62));
        for (QList<int> *list : {&schedule.hours, &schedule.weekDays, &schedule.monthDays, &schedule.months}) {
            for (int n = below(4); n > 0; --n)
                *list += number();
        }
        const QDate day = QDate(2026, 1, 1).addDays(below(3000));
        const QList<Occurrence> occurrences = occurrencesOn(schedule, zone, day);
        QVERIFY(!describe(schedule).isEmpty() || !checkSchedule(schedule).ok());
        if (!checkSchedule(schedule).ok())
            continue;
        QVERIFY(instancesPerDay(schedule) >= 1);
        QVERIFY(occurrences.size() <= instancesPerDay(schedule));
        const Instant begin = fromDateTime(day.startOfDay(zone));
        QCOMPARE(static_cast<int>(nextOccurrences(schedule, zone, begin, 3).size()), 3);
        const int count = static_cast<int>(occurrences.size());
        QCOMPARE(nextOccurrences(schedule, zone, begin - Millis{1}, count, true), occurrences);
        if (const QString cron = toCron(schedule); !cron.isEmpty())
            QCOMPARE(occurrencesOn(*fromCron(cron, cycleTypeOf(schedule)), zone, day), occurrences);
    }
}

QTEST_GUILESS_MAIN(TestDomainRobustness)
#include "tst_domain_robustness.moc"
