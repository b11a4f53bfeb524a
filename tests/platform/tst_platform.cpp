#include "app/platform/data_folder.h"
#include "app/platform/files.h"
#include "app/platform/process_identity.h"
#include "app/platform/random_id.h"
#include "app/platform/secret_file.h"
#include "app/platform/unix_signals.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <set>
#include <sys/stat.h>
#include <sys/wait.h>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestPlatform : public QObject
{
    Q_OBJECT
private slots:
    void defaultRootFollowsXdg_data();
    void defaultRootFollowsXdg();
    void createdFoldersArePrivate();
    void attemptFoldersAreGrouped();
    void secondLockNamesTheOwner();
    void atomicWriteReplacesWhole();
    void atomicWriteLeavesNothingBehindOnFailure();
    void newFileIsNotOverwritten();
    void smallFileLimits();
    void randomWordsUseTheirAlphabet();
    void keyIsMadeOnceAndKept();
    void openSecretIsRefused();
    void processIsKnownByItsStart();
    void processDescriptorPollsAtTheEnd();
    void signalsArrive();

private:
    QString path(const QString &name) const { return m_dir.filePath(name); }
    static int modeOf(const QString &file);

    QTemporaryDir m_dir;
};

int TestPlatform::modeOf(const QString &file)
{
    struct stat info = {};
    if (::stat(QFile::encodeName(file).constData(), &info) != 0)
        return -1;
    return static_cast<int>(info.st_mode & 07777);
}

void TestPlatform::defaultRootFollowsXdg_data()
{
    QTest::addColumn<QByteArray>("xdg");
    QTest::addColumn<QString>("root");
    const QString home = QDir::homePath();
    QTest::newRow("set") << QByteArray("/srv/data") << u"/srv/data/slipway"_s;
    QTest::newRow("empty") << QByteArray() << home + u"/.local/share/slipway"_s;
    QTest::newRow("relative is ignored") << QByteArray("data") << home + u"/.local/share/slipway"_s;
}

void TestPlatform::defaultRootFollowsXdg()
{
    QFETCH(QByteArray, xdg);
    qputenv("XDG_DATA_HOME", xdg);
    QTEST(DataFolder::defaultRoot(), "root");
    qunsetenv("XDG_DATA_HOME");
}

void TestPlatform::createdFoldersArePrivate()
{
    const DataFolder folder(path(u"deep/er/data"_s));
    QVERIFY(folder.create().ok());
    QVERIFY(folder.create().ok()); // a second start finds them
    for (const QString &part : {folder.root(), folder.runsFolder(), folder.artefactsFolder(), folder.servicesFolder()})
        QCOMPARE(modeOf(part), 0700);

    const DataFolder blocked(path(u"file/data"_s));
    QVERIFY(writeNewFile(path(u"file"_s), "x").ok());
    const Outcome<> refused = blocked.create();
    QVERIFY(refused.failed());
    QVERIFY(refused.error().message.contains(path(u"file"_s)));
}

void TestPlatform::attemptFoldersAreGrouped()
{
    const DataFolder folder(u"/data"_s);
    QCOMPARE(folder.attemptFolder(InstanceId(1234567), 3), u"/data/runs/1234/1234567/3"_s);
}

void TestPlatform::secondLockNamesTheOwner()
{
    const DataFolder folder(path(u"locked"_s));
    QVERIFY(folder.create().ok());
    {
        const auto first = DataFolderLock::acquire(folder);
        QVERIFY(first.ok());
        const auto second = DataFolderLock::acquire(folder);
        QVERIFY(second.failed());
        QCOMPARE(second.error().kind, ErrorKind::Conflict);
        QVERIFY(second.error().message.contains(QString::number(::getpid())));
    }
    QVERIFY(DataFolderLock::acquire(folder).ok());
}

void TestPlatform::atomicWriteReplacesWhole()
{
    const QString file = path(u"atomic"_s);
    QVERIFY(writeFileAtomically(file, QByteArray(100000, 'a')).ok());
    QVERIFY(writeFileAtomically(file, "short", 0640).ok());
    QCOMPARE(readSmallFile(file, 100).value(), QByteArray("short"));
    QCOMPARE(modeOf(file), 0640);
}

void TestPlatform::atomicWriteLeavesNothingBehindOnFailure()
{
    QVERIFY(QDir().mkpath(path(u"target"_s)));
    const Outcome<> result = writeFileAtomically(path(u"target"_s), "x"); // a folder cannot be replaced by a file
    QVERIFY(result.failed());
    QVERIFY(QDir(m_dir.path()).entryList({u"*.tmp"_s}).isEmpty());
    QVERIFY(writeFileAtomically(path(u"no/such/folder"_s), "x").failed());
}

void TestPlatform::newFileIsNotOverwritten()
{
    const QString file = path(u"new"_s);
    QVERIFY(writeNewFile(file, "first").ok());
    QVERIFY(writeNewFile(file, "second").failed());
    QCOMPARE(readSmallFile(file, 100).value(), QByteArray("first"));
    QCOMPARE(modeOf(file), 0600);
}

void TestPlatform::smallFileLimits()
{
    const QString file = path(u"small"_s);
    QVERIFY(writeNewFile(file, "12345").ok());
    QCOMPARE(readSmallFile(file, 5).value(), QByteArray("12345"));
    QCOMPARE(readSmallFile(file, 4).error().kind, ErrorKind::TooLarge);
    QCOMPARE(readSmallFile(path(u"none"_s), 4).error().kind, ErrorKind::NotFound);
    QCOMPARE(readSmallFile(m_dir.path(), 4).error().kind, ErrorKind::InvalidArgument);
    QVERIFY(::mkfifo(QFile::encodeName(path(u"fifo"_s)).constData(), 0600) == 0);
    QCOMPARE(readSmallFile(path(u"fifo"_s), 4).error().kind, ErrorKind::InvalidArgument);
}

void TestPlatform::randomWordsUseTheirAlphabet()
{
    std::set<QString> seen;
    for (int i = 0; i < 200; ++i) {
        const QString word = randomWord(20);
        QCOMPARE(word.size(), 20);
        for (const QChar c : word)
            QVERIFY(u"abcdefghijklmnopqrstuvwxyz0123456789"_s.contains(c));
        seen.insert(word);
    }
    QCOMPARE(seen.size(), size_t(200));
    QCOMPARE(randomHex(8).size(), 16);
    QCOMPARE(randomToken(24).size(), 24);
    QVERIFY(randomWord(0).isEmpty());
}

void TestPlatform::keyIsMadeOnceAndKept()
{
    const QString file = path(u"secret.key"_s);
    const Outcome<QByteArray> made = loadOrCreateKey(file, 32);
    QCOMPARE(made->size(), 32);
    QCOMPARE(modeOf(file), 0600);
    QCOMPARE(loadOrCreateKey(file, 32).value(), made.value());
    QVERIFY(loadOrCreateKey(file, 16).failed()); // never replaced: it is the only copy
    QCOMPARE(loadOrCreateKey(file, 32).value(), made.value());
}

void TestPlatform::openSecretIsRefused()
{
    const QString file = path(u"open.key"_s);
    QVERIFY(writeNewFile(file, "secret-value", 0644).ok());
    const Outcome<QByteArray> read = readSecretFile(file);
    QCOMPARE(read.error().kind, ErrorKind::Denied);
    QVERIFY(read.error().message.contains(u"chmod 600"_s));
    QVERIFY(!read.error().message.contains(u"secret-value"_s));
    QVERIFY(loadOrCreateKey(file, 12).failed());
}

void TestPlatform::processIsKnownByItsStart()
{
    const auto start = processStart(::getpid());
    QVERIFY(start.has_value());
    QVERIFY(openProcess({::getpid(), *start}).isValid());
    QVERIFY(!openProcess({::getpid(), *start + 1}).isValid()); // a later process with the number of an old one
    QVERIFY(!processStart(0).has_value());
    QVERIFY(!processStart(-1).has_value());
}

void TestPlatform::processDescriptorPollsAtTheEnd()
{
    const pid_t child = ::fork();
    if (child == 0) {
        ::pause();
        ::_exit(0);
    }
    const UniqueFd process = openProcess({child, processStart(child).value_or(0)});
    QVERIFY(signalProcess(process, SIGKILL));
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(!signalProcess(process, SIGKILL)); // gone: no other process is hit
    QVERIFY(!processStart(child).has_value());
}

void TestPlatform::signalsArrive()
{
    UnixSignals watched({SIGUSR2});
    QSignalSpy spy(&watched, &UnixSignals::received);
    ::raise(SIGUSR2); // at this thread: Qt Test has another one that does not block it
    QTRY_COMPARE(spy.size(), 1);
    QCOMPARE(spy.first().first().toInt(), SIGUSR2);
}

QTEST_GUILESS_MAIN(TestPlatform)
#include "tst_platform.moc"
