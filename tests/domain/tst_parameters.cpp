#include "models/domain/parameters.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

ParameterContext contextAt(const QString &scheduled, const QByteArray &zone = "UTC")
{
    ParameterContext context;
    context.zone = QTimeZone(zone);
    const QDateTime wall = QDateTime::fromString(scheduled, u"yyyy-MM-dd HH:mm:ss"_s);
    context.scheduledTime = fromDateTime(QDateTime(wall.date(), wall.time(), context.zone));
    context.jobId = WorkflowId(11);
    context.nodeId = NodeId(22);
    context.taskId = InstanceId(33);
    return context;
}

QString valueOf(const QString &expression, const ParameterContext &context)
{
    const auto resolved = resolveParameters(expression, context);
    if (!resolved)
        return resolved.error().message;
    return resolved->size() == 1 ? resolved->first().value : u"%1 values"_s.arg(resolved->size());
}

} // namespace

class TestParameters : public QObject
{
    Q_OBJECT

private slots:
    void referenceTable_data();
    void referenceTable();
    void samples_data();
    void samples();
    void changeOfClocks_data();
    void changeOfClocks();
    void bizmonthAsksToday();
    void shellExample();
    void tokens_data();
    void tokens();
    void errors_data();
    void errors();
};

// Reference: dataworks 4.5.
void TestParameters::referenceTable_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QStringList>("values"); // A, B, C, D
    const auto row = [](const char *expression, const char *values) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(values).split(u' ');
    };
    row("$bizdate", "20260228 20260714 20251231 20280330");
    row("$cyctime", "20260301001000 20260715134530 20260101000500 20280331233000");
    row("$gmtdate", "20260301 20260715 20260101 20280331");
    row("$bizmonth", "202602 202606 202512 202802");
    row("${yyyy-mm-dd}", "2026-02-28 2026-07-14 2025-12-31 2028-03-30");
    row("${yy}", "26 26 25 28");
    row("${yyyymmdd+1}", "20260301 20260715 20260101 20280331");
    row("${yyyymmdd-7*2}", "20260214 20260630 20251217 20280316");
    row("${yyyymm-1}", "202601 202606 202511 202802");
    row("${yyyymm}01", "20260201 20260701 20251201 20280301");
    row("${yyyy-1}", "2025 2025 2024 2027");
    row("${yyyy/mm/dd-3}", "2026/02/25 2026/07/11 2025/12/28 2028/03/27");
    row("$[yyyymmdd-1]", "20260228 20260714 20251231 20280330");
    row("$[hh24:mi:ss]", "00:10:00 13:45:30 00:05:00 23:30:00");
    row("$[hh:mi]", "12:10 01:45 12:05 11:30");
    row("$[hh24-1/24]", "23 12 23 22");
    row("$[yyyymmdd-1/24]", "20260228 20260715 20251231 20280331");
    row("$[yyyymmddhh24-1/24]", "2026022823 2026071512 2025123123 2028033122");
    row("$[mi-15/24/60]", "55 30 50 15");
    row("$[yyyymmddhh24mi-15/24/60]", "202602282355 202607151330 202512312350 202803312315");
    row("$[yyyymmddhh24-1-1/24]", "2026022723 2026071412 2025123023 2028033022");
    row("$[yyyy-mm-dd+7*1]", "2026-03-08 2026-07-22 2026-01-08 2028-04-07");
    row("$[add_months(yyyymmdd,-1)]", "20260201 20260615 20251201 20280229");
    row("$[add_months(yyyymm,1)]", "202604 202608 202602 202804");
    row("$[add_months(yyyy-mm-dd,-12*1)]", "2025-03-01 2025-07-15 2025-01-01 2027-03-31");
    row("$[mm-1/24]", "02 07 12 03");
    row("$[yyyy-1/24]", "2026 2026 2025 2028");
}

void TestParameters::referenceTable()
{
    QFETCH(QString, expression);
    const QStringList scheduled{u"2026-03-01 00:10:00"_s, u"2026-07-15 13:45:30"_s, u"2026-01-01 00:05:00"_s,
                                u"2028-03-31 23:30:00"_s};
    for (const QByteArray &zone : {QByteArray("UTC"), QByteArray("Asia/Shanghai")}) {
        QStringList values;
        for (const QString &time : scheduled)
            values += valueOf(expression, contextAt(time, zone));
        QTEST(values, "values");
    }
}

void TestParameters::samples_data()
{
    QTest::addColumn<QString>("scheduled");
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *name, const char *scheduled, const char *expression, const char *value) {
        QTest::newRow(name) << QString::fromUtf8(scheduled) << QString::fromUtf8(expression)
                            << QString::fromUtf8(value);
    };
    row("documentation, 4.5: an hour ago", "2014-05-15 10:30:00", "$[hh24:mi:ss-1/24]", "09:30:00");
    row("documentation, 4.5: a month ago", "2014-05-15 10:30:00", "$[add_months(yyyymmdd,-1)]", "20140415");
    row("documentation, 4.5: days", "2018-07-22 00:00:00", "${yyyymmdd-2}", "20180719");
    row("documentation, 4.5: months", "2018-07-22 00:00:00", "${yyyymm-2}", "201805");
    row("documentation, 4.5: years", "2018-07-22 00:00:00", "${yyyy-2}", "2016");
    row("documentation, 4.5: bizmonth", "2017-07-22 00:00:00", "$bizmonth", "201706");
    row("documentation, 4.5: backfill, date", "2025-03-16 00:00:00", "${yyyymmdd}", "20250315");
    row("documentation, 4.5: backfill, time", "2025-03-16 00:00:00", "$[yyyymmddhh24miss]", "20250316000000");
    row("month's end is kept within the month, 4.3", "2027-03-31 08:00:00", "$[add_months(yyyymmdd,-1)]", "20270228");
    row("last day does not stay the last, 4.3", "2027-02-28 08:00:00", "$[add_months(yyyymmdd,1)]", "20270328");
    row("month offset of the business date is kept within the month, 4.3", "2027-04-01 08:00:00", "${yyyymm-1}",
        "202702");
    row("midnight trap, 4.3: date", "2026-03-01 00:00:00", "$[yyyymmdd]", "20260301");
    row("midnight trap, 4.3: hour", "2026-03-01 00:00:00", "$[hh24-1/24]", "23");
    row("noon is 12, 4.2", "2026-03-01 12:00:00", "$[hh12]", "12");
    row("the year of a leap day, 4.3", "2028-03-01 00:00:00", "${yyyymmdd-366}", "20270228");
    row("offset behind add_months, 4.2", "2026-03-01 00:10:00", "$[add_months(yyyymmdd,-1)-1]", "20260131");
    row("ids, 4.2", "2026-03-01 00:10:00", "$jobid-$nodeid-$taskid", "11-22-33");
    row("glued constants, 4.2", "2026-03-01 00:10:00", "pre_$bizdate.csv", "pre_20260228.csv");
    row("usable in code too, 4.2", "2026-03-01 00:10:00", "${bdp.system.bizdate}", "20260228");
    row("usable in code too, 4.2, time", "2026-03-01 00:10:00", "${bdp.system.cyctime}", "20260301001000");
    row("a constant, 4.2", "2026-03-01 00:10:00", "prod", "prod");
    row("a dollar that begins nothing, 4.2", "2026-03-01 00:10:00", "5$", "5$");
    row("a text with percent signs, 4.2", "2026-03-01 00:10:00", "%1%2", "%1%2");
    row("two digits of a year with a zero, 4.2", "2009-03-01 00:10:00", "${yymmdd}", "090228");
}

void TestParameters::samples()
{
    QFETCH(QString, scheduled);
    QFETCH(QString, expression);
    QTEST(valueOf(expression, contextAt(scheduled)), "value");
}

void TestParameters::changeOfClocks_data()
{
    QTest::addColumn<QString>("scheduled");
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("value");
    QTest::newRow("spring, an hour before 03:00, 3.9") << u"2026-03-29 03:00:00"_s << u"$[hh24-1/24]"_s << u"01"_s;
    QTest::newRow("spring, a day before keeps the wall clock, 3.9")
        << u"2026-03-29 03:00:00"_s << u"$[yyyymmddhh24-1]"_s << u"2026032803"_s;
    QTest::newRow("spring, the business date, 3.9") << u"2026-03-29 03:00:00"_s << u"$bizdate"_s << u"20260328"_s;
}

void TestParameters::changeOfClocks()
{
    QFETCH(QString, scheduled);
    QFETCH(QString, expression);
    QTEST(valueOf(expression, contextAt(scheduled, "Europe/Berlin")), "value");
}

// A backfill of an old date on a later day: the month of the date is over (reference: dataworks 4.2).
void TestParameters::bizmonthAsksToday()
{
    ParameterContext context = contextAt(u"2017-05-10 00:00:00"_s);
    QCOMPARE(valueOf(u"$bizmonth"_s, context), u"201704"_s);
    context.today = QDate(2017, 7, 22);
    QCOMPARE(valueOf(u"$bizmonth"_s, context), u"201705"_s);
}

// Reference: dataworks 4.4, 4.5.
void TestParameters::shellExample()
{
    const auto resolved =
        resolveParameters(u"prod $bizdate $[yyyymmddhh24-1/24] ${yyyymm}01"_s, contextAt(u"2026-07-15 13:45:30"_s));
    QVERIFY(resolved.ok());
    QCOMPARE(positionalValues(*resolved), (QStringList{u"prod"_s, u"20260714"_s, u"2026071512"_s, u"20260701"_s}));
    QCOMPARE(resolved->at(2).name, u"3"_s);
    QCOMPARE(resolved->at(2).expression, u"$[yyyymmddhh24-1/24]"_s);
}

void TestParameters::tokens_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QStringList>("values");
    QTest::newRow("empty, 4.2") << QString() << QStringList{} << QStringList{};
    QTest::newRow("blanks, 4.2") << u"   "_s << QStringList{} << QStringList{};
    QTest::newRow("several blanks, 4.2") << u" a   b "_s << QStringList{u"1"_s, u"2"_s} << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("named, 4.2") << u"day=$bizdate n=5"_s << QStringList{u"day"_s, u"n"_s}
                                << QStringList{u"20260228"_s, u"5"_s};
    QTest::newRow("named counts as a place, 4.4")
        << u"x day=$bizdate y"_s << QStringList{u"1"_s, u"day"_s, u"3"_s} << QStringList{u"x"_s, u"20260228"_s, u"y"_s};
    QTest::newRow("named and empty, 4.2") << u"a="_s << QStringList{u"a"_s} << QStringList{QString()};
    QTest::newRow("two equal signs: positional, 4.4") << u"a=b=c"_s << QStringList{u"1"_s} << QStringList{u"a=b=c"_s};
    QTest::newRow("an option is no name, 4.4")
        << u"--alpha=0.5"_s << QStringList{u"1"_s} << QStringList{u"--alpha=0.5"_s};
    QTest::newRow("more than nine, 4.4") << u"a b c d e f g h i j"_s << u"1 2 3 4 5 6 7 8 9 10"_s.split(u' ')
                                         << u"a b c d e f g h i j"_s.split(u' ');
}

void TestParameters::tokens()
{
    QFETCH(QString, line);
    const auto resolved = resolveParameters(line, contextAt(u"2026-03-01 00:10:00"_s));
    QVERIFY2(resolved.ok(), resolved.ok() ? "" : qPrintable(resolved.error().message));
    QStringList names;
    for (const ResolvedParameter &parameter : *resolved)
        names += parameter.name;
    QTEST(names, "names");
    QTEST(positionalValues(*resolved), "values");
}

void TestParameters::errors_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("said");
    const auto row = [](const char *section, const char *line, const QStringList &said) {
        QTest::addRow("%s, %s", line, section) << QString::fromUtf8(line) << said;
    };
    row("4.2", "$bizdat", {u"$bizdat"_s, u"$bizdate"_s});
    row("4.2", "a ${yyyymmdd", {u"\"}\""_s});
    row("4.2", "$[yyyymmdd", {u"\"]\""_s});
    row("4.2", "${}", {u"at least one unit"_s});
    row("4.2", "$[-1]", {u"at least one unit"_s});
    row("4.2", "${yyyymmddhh24}", {u"hh24"_s, u"$[...]"_s});
    row("4.3", "${yyyymmdd-1/24}", {u"hours"_s, u"$[...]"_s});
    row("4.2", "${yyyymmdd-1-1}", {u"one offset"_s});
    row("4.2", "${YYYYMMDD}", {u"\"Y\""_s, u"yyyy"_s});
    row("4.2", "${foo}", {u"\"f\""_s});
    row("4.3", "$[yyyymmdd-1/25]", {u"\"-1/25\""_s, u"N/24"_s});
    row("4.3", "$[yyyymmdd-1/24/61]", {u"N/24/60"_s});
    row("4.3", "$[yyyymmdd-1*]", {u"\"-1*\""_s});
    row("4.3", "$[yyyymmdd-9999999]", {u"count"_s});
    row("4.3", "$[yyyymmdd-99999*99999]", {u"1000000"_s});
    row("4.3", "$[yyyymmdd-1000000]", {u"count"_s});
    row("4.3", "$[yyyymmdd-999999]", {u"years 1 to 9999"_s});
    row("4.3", "$[add_months(yyyymmdd)]", {u"add_months"_s});
    row("4.3", "$[add_months(yyyymmdd,x)]", {u"\"x\""_s});
    row("4.3", "$[add_months(yyyymmdd,-1)x]", {u"offset"_s});
    row("4.2", "$[add_months(,1)]", {u"at least one unit"_s});
    row("4.3", "a = b", {u"\"=\""_s, u"without spaces"_s});
    row("4.3", "a =b", {u"\"=b\""_s});
    row("4.2", "a=1 a=2", {u"\"a\""_s, u"twice"_s});
    row("4.2", "a\tb", {u"Character 2"_s});
    row("4.2", "a\nb", {u"one line"_s});
    QTest::newRow("too long: the limit is our own") << QString(10001, u'a') << QStringList{u"10001"_s, u"10000"_s};
}

void TestParameters::errors()
{
    QFETCH(QString, line);
    QFETCH(QStringList, said);
    const auto resolved = resolveParameters(line, contextAt(u"2026-03-01 00:10:00"_s));
    QVERIFY(resolved.failed());
    QCOMPARE(resolved.error().field, u"ParaValue"_s);
    for (const QString &part : said)
        QVERIFY2(resolved.error().message.contains(part), qPrintable(resolved.error().message));
}

QTEST_GUILESS_MAIN(TestParameters)
#include "tst_parameters.moc"
