#include "tests/store/store_fixture.h"

#include <QProcess>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestStoreCrash : public QObject
{
    Q_OBJECT
private slots:
    void nothingDurableIsLost();
};

void TestStoreCrash::nothingDurableIsLost()
{
    for (int round = 1; round <= 5; ++round) {
        StoreFixture fixture;
        fixture.store.reset();
        QProcess writer;
        writer.start(QStringLiteral(STORE_WRITER), {fixture.file()});
        QByteArray told;
        while (told.count('\n') < 40 * round && writer.waitForReadyRead(30000))
            told += writer.readAllStandardOutput();
        writer.kill();
        QVERIFY(writer.waitForFinished(30000));
        told += writer.readAllStandardOutput();
        told.truncate(told.lastIndexOf('\n'));
        const int durable = told.mid(told.lastIndexOf('\n') + 1).toInt();
        QVERIFY(durable >= 40 * round);

        QVERIFY(fixture.open());
        const std::vector<Setting> settings = fixture.load().settings;
        QCOMPARE(settings.size(), size_t(2));
        QVERIFY(settings[0].value.toInt() >= durable);  // what was told is there
        QCOMPARE(settings[0].value, settings[1].value); // no commit is there by half
        QVERIFY(fixture.commit({Setting{u"a"_s, u"again"_s}}).ok());
    }
}

QTEST_GUILESS_MAIN(TestStoreCrash)
#include "tst_store_crash.moc"
