#include "tests/support/later.h"
#include "ui/operations/log_presenter.h"
#include "ui/operations/log_saver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

// A log in memory that a test lets grow, shrink or fail.
class GrowingLog : public LogsBackend
{
public:
    Reply<LogChunk> read(InstanceId, int, qint64 offset, qint64 maxBytes) override
    {
        return later(answer(offset, maxBytes));
    }

    QByteArray bytes;
    bool finished = false;
    bool broken = false;
    int questions = 0;

private:
    Outcome<LogChunk> answer(qint64 offset, qint64 maxBytes)
    {
        ++questions;
        if (broken)
            return Error::notFound(u"Log.NotFound"_s, u"The log was removed."_s);
        const qint64 from = offset < 0 ? std::max<qint64>(0, bytes.size() + offset) : offset;
        return LogChunk{from, bytes.mid(from, maxBytes), bytes.size(), finished};
    }
};

} // namespace

class TestLogPresenter : public QObject
{
    Q_OBJECT

private slots:
    void streamsUntilTheRunEnds();
    void opensABigLogAtItsEnd();
    void beginsAgainWhenTheLogWasReplaced();
    void tellsWhyItCannotRead();
    void dropsAnswersToAnOlderQuestion();
    void savesAllOfALogThatIsLargerThanItsWindow();
    void savesAGrowingLogUpToNow();
    void leavesNoFileBehind_data();
    void leavesNoFileBehind();
};

void TestLogPresenter::streamsUntilTheRunEnds()
{
    GrowingLog log;
    LogPresenter presenter(log);
    presenter.show(InstanceId(7));
    QTRY_COMPARE(presenter.state(), LogPresenter::State::Streaming);
    log.bytes = "hello\n";
    QTRY_COMPARE(presenter.window().lineCount(), 1);
    log.bytes += "world\n";
    log.finished = true;
    QTRY_COMPARE(presenter.state(), LogPresenter::State::Finished);
    QCOMPARE(presenter.window().bytes(), QByteArray("hello\nworld\n"));
}

void TestLogPresenter::opensABigLogAtItsEnd()
{
    GrowingLog log;
    for (int number = 0; log.bytes.size() < 3 * 1024 * 1024; ++number)
        log.bytes += "line " + QByteArray::number(number) + '\n';
    log.finished = true;
    LogPresenter presenter(log);
    presenter.show(InstanceId(7));
    QTRY_COMPARE(presenter.state(), LogPresenter::State::Finished);
    QCOMPARE(log.questions, 1);
    QVERIFY(presenter.hasOlder());
    while (presenter.hasOlder()) {
        const qint64 begin = presenter.window().begin();
        presenter.loadOlder();
        QTRY_VERIFY(presenter.window().begin() < begin);
    }
    QCOMPARE(presenter.window().bytes(), log.bytes);
}

void TestLogPresenter::beginsAgainWhenTheLogWasReplaced()
{
    GrowingLog log;
    log.bytes = "a long first attempt\n";
    LogPresenter presenter(log);
    presenter.show(InstanceId(7));
    QTRY_COMPARE(presenter.window().lineCount(), 1);
    log.bytes = "new\n";
    log.finished = true;
    QTRY_COMPARE(presenter.window().bytes(), QByteArray("new\n"));
}

void TestLogPresenter::tellsWhyItCannotRead()
{
    GrowingLog log;
    log.broken = true;
    LogPresenter presenter(log);
    presenter.show(InstanceId(7));
    QTRY_COMPARE(presenter.state(), LogPresenter::State::Failed);
    QCOMPARE(presenter.problem(), u"The log was removed."_s);
    log.broken = false;
    log.bytes = "back\n";
    presenter.retry();
    QTRY_COMPARE(presenter.window().lineCount(), 1);
}

void TestLogPresenter::dropsAnswersToAnOlderQuestion()
{
    GrowingLog log;
    log.bytes = "old\n";
    LogPresenter presenter(log);
    presenter.show(InstanceId(7));
    presenter.clear(); // the answer to show() is under way
    QCoreApplication::processEvents();
    QCOMPARE(presenter.window().lineCount(), 0);
    QCOMPARE(presenter.state(), LogPresenter::State::Nothing);
}

void TestLogPresenter::savesAllOfALogThatIsLargerThanItsWindow()
{
    GrowingLog log;
    const QByteArray line = QByteArray(1022, 'x') + "\r\n";
    while (log.bytes.size() < LogWindow::defaultCapacity + 1024 * 1024 + 7)
        log.bytes += line;
    log.finished = true;
    QTemporaryDir folder;
    LogSaver saver(log, InstanceId(7), 0, folder.filePath(u"run.log"_s));
    QSignalSpy finished(&saver, &LogSaver::finished);
    QSignalSpy progressed(&saver, &LogSaver::progressed);
    saver.start();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(progressed.size() > 17);
    QFile file(saver.path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll() == log.bytes); // too long to print
}

void TestLogPresenter::savesAGrowingLogUpToNow()
{
    GrowingLog log;
    log.bytes = "one\ntwo\n";
    QTemporaryDir folder;
    LogSaver saver(log, InstanceId(7), 2, folder.filePath(u"run.log"_s));
    QSignalSpy finished(&saver, &LogSaver::finished);
    saver.start();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished[0][0].toLongLong(), 8);
}

void TestLogPresenter::leavesNoFileBehind_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("the log cannot be read") << u"broken"_s;
    QTest::newRow("the folder does not exist") << u"nowhere"_s;
    QTest::newRow("given up") << u"cancelled"_s;
    QTest::newRow("another log took its place") << u"replaced"_s;
}

void TestLogPresenter::leavesNoFileBehind()
{
    QFETCH(QString, how);
    GrowingLog log;
    log.bytes = QByteArray(3 * 1024 * 1024, 'x');
    log.broken = how == u"broken"_s;
    QTemporaryDir folder;
    LogSaver saver(log, InstanceId(7), 0, folder.filePath(how == u"nowhere"_s ? u"no/run.log"_s : u"run.log"_s));
    QSignalSpy finished(&saver, &LogSaver::finished);
    QSignalSpy failed(&saver, &LogSaver::failed);
    saver.start();
    if (how == u"cancelled"_s) {
        saver.cancel();
        QCoreApplication::processEvents();
        QCOMPARE(failed.size(), 0);
    } else {
        if (how == u"replaced"_s)
            log.bytes = "new";
        QTRY_COMPARE(failed.size(), 1);
    }
    QCOMPARE(finished.size(), 0);
    QVERIFY(QDir(folder.path()).isEmpty());
}

QTEST_GUILESS_MAIN(TestLogPresenter)
#include "tst_log_presenter.moc"
