#include "tests/store/store_fixture.h"

#include <QFile>
#include <QProcess>
#include <QScopeGuard>

#include <sys/mount.h>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestStoreCrash : public QObject
{
    Q_OBJECT
private slots:
    void nothingDurableIsLost();
    void fullDisk();
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

void TestStoreCrash::fullDisk()
{
    const QTemporaryDir disk;
    const QByteArray path = QFile::encodeName(disk.path());
    if (::mount("tmpfs", path.constData(), "tmpfs", 0, "size=4m,mode=0700") != 0)
        QSKIP("a small disk of its own needs root");
    const auto unmount = qScopeGuard([&path] { ::umount2(path.constData(), MNT_DETACH); });
    auto store = std::move(SqliteStore::open(disk.filePath(u"slipway.db"_s)).value());
    QFile filler(disk.filePath(u"filler"_s));
    QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    while (filler.write(QByteArray(4096, 'x')) > 0) {
    }

    std::vector<Outcome<>> answers;
    const auto keep = [&answers](const Outcome<> &done) { answers.push_back(done); };
    for (int i = 0; i < 5; ++i)
        store->commit({Setting{QString::number(i), QString(300'000, u'x')}}, keep);
    QTRY_COMPARE(answers.size(), size_t(5));
    for (const Outcome<> &answer : answers) {
        QVERIFY(answer.failed());
        QVERIFY2(answer.error().message.contains(u"is full"_s), qPrintable(answer.error().message));
    }
    QVERIFY(filler.resize(0));
    const auto later = StoreFixture::wait<Nothing>([&](auto done) { store->commit({Setting{u"k"_s, u"v"_s}}, done); });
    QVERIFY2(later.ok(), later ? "" : qPrintable(later.error().message));
    QCOMPARE(store->load()->settings.size(), size_t(1));
    store.reset();
}

QTEST_GUILESS_MAIN(TestStoreCrash)
#include "tst_store_crash.moc"
