#include "models/domain/cron_text.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestCronText : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
};

void TestCronText::reads_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *cron, const QString &text) { QTest::newRow(cron) << text; };
    row("0 30 2 * * ?", u"At 02:30, every day."_s);
    row("0 0 8,9 * * ?", u"At 08:00 and 09:00, every day."_s);
    row("15,45 30 1 * * ?", u"At 01:30:15 and 01:30:45, every day."_s);
    row("0 * * * * ?", u"Every minute, every day."_s);
    row("0 0/20 8-9 ? * MON-FRI", u"At 08:00, 08:20, 08:40, 09:00, 09:20 and 09:40, on Monday to Friday."_s);
    row("0 0/10 8-18 ? * MON-FRI", u"Every 10 minutes from 08:00 to 18:59, on Monday to Friday."_s);
    row("0 5/10 * ? * SAT,SUN", u"Every 10 minutes from minute 5 on, on Saturday and Sunday."_s);
    row("0 0,10,15 8-18 * * ?", u"At minutes 0, 10 and 15 from 08:00 to 18:59, every day."_s);
    row("0 0/15 8,10,20 * * ?", u"Every 15 minutes in the hours 08:00, 10:00 and 20:00, every day."_s);
    row("0 15 * * * ?", u"Every hour at minute 15, every day."_s);
    row("0 0 * * * ?", u"Every hour, every day."_s);
    row("0 0 0/2 * * ?", u"Every 2 hours from 00:00 to 22:00, every day."_s);
    row("0 30 8-18 * * ?", u"Every hour from 08:30 to 18:30, every day."_s);
    row("0/10 * * * * ?", u"Every 10 seconds, every day."_s);
    row("* * 3 * * ?", u"Every second from 03:00 to 03:59, every day."_s);
    row("30 * * * * ?", u"At second 30 of every minute, every day."_s);
    row("30 0/15 * * * ?", u"At second 30, every 15 minutes, every day."_s);
    row("0 0 1 1,15,L * ?", u"At 01:00, on day 1 and 15 and the last day of the month."_s);
    row("0 0 1 1-7 * ?", u"At 01:00, on day 1 to 7 of the month."_s);
    row("0 0 1 LW * ?", u"At 01:00, on the last working day of the month."_s);
    row("0 0 1 15W * ?", u"At 01:00, on the working day nearest to day 15 of the month."_s);
    row("0 0 1 L-3 * ?", u"At 01:00, on 3 days before the last of the month."_s);
    row("0 0 1 ? * 5#3", u"At 01:00, on the third Friday of the month."_s);
    row("0 0 1 ? * 1L", u"At 01:00, on the last Monday of the month."_s);
    row("0 0 1 ? * TUE,5#1", u"At 01:00, on Tuesday and the first Friday of the month."_s);
    row("0 0 1 29 2 ? 2028", u"At 01:00, on day 29 of the month, in February, in 2028."_s);
    row("0 0 1 ? MAR-MAY,DEC MON 2026-2030", u"At 01:00, on Monday, in March to May and December, in 2026 to 2030."_s);
}

void TestCronText::reads()
{
    const auto cron = CronExpression::parse(QString::fromUtf8(QTest::currentDataTag()));
    QVERIFY2(cron.ok(), cron.failed() ? qPrintable(cron.error().message) : "");
    QTEST(describeCron(*cron), "text");
}

QTEST_GUILESS_MAIN(TestCronText)
#include "tst_cron_text.moc"
