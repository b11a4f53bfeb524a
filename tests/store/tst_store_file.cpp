#include "app/store/migrations.h"
#include "app/store/store_file.h"
#include "tests/store/store_fixture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace slipway;
using namespace Qt::StringLiterals;

// Opening files of every age and state.
class TestStoreFile : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void newFileIsPrivateAndCurrent();
    void secondOpenMakesNoCopy();
    void versionOneIsBroughtUpToDate();
    void backupHoldsTheOldVersion();
    void failedMigrationChangesNothing();
    void newerVersionIsRefused();
    void foreignDatabaseIsRefused();
    void garbageIsRefused_data();
    void garbageIsRefused();
    void damageIsReportedByLoad();
    void missingFolder();

private:
    QString file() const { return m_dir->filePath(u"slipway.db"_s); }
    void makeFrom(const QString &sqlFile);
    void execute(const std::string &sql);
    qint64 number(const QString &path, std::string_view sql);
    QByteArray bytes(const QString &path) const;
    // The message that SqliteStore::open refuses the file with; checks that nothing was touched.
    QString refusal();

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestStoreFile::makeFrom(const QString &sqlFile)
{
    QFile sql(sqlFile);
    QVERIFY(sql.open(QIODevice::ReadOnly));
    execute(sql.readAll().toStdString());
}

void TestStoreFile::execute(const std::string &sql)
{
    QFile touched(file());
    QVERIFY(touched.open(QIODevice::Append));
    Outcome<Database> database = Database::open(file(), Database::Access::ReadWrite);
    QVERIFY(database.ok());
    const Outcome<> done = database.value().execute("PRAGMA synchronous = OFF;" + sql);
    QVERIFY2(done.ok(), done ? "" : qPrintable(done.error().message));
}

qint64 TestStoreFile::number(const QString &path, std::string_view sql)
{
    Outcome<Database> database = Database::open(path, Database::Access::ReadOnly);
    return database ? database.value().number(sql).value() : -1;
}

QByteArray TestStoreFile::bytes(const QString &path) const
{
    QFile opened(path);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

QString TestStoreFile::refusal()
{
    const QByteArray before = bytes(file());
    const auto opened = SqliteStore::open(file());
    if (opened.ok() || bytes(file()) != before || !QDir(m_dir->path()).entryList({u"*.bak*"_s}).isEmpty())
        return u"accepted or touched"_s;
    return opened.error().message;
}

void TestStoreFile::newFileIsPrivateAndCurrent()
{
    QVERIFY(SqliteStore::open(file()).ok());
    QCOMPARE(QFileInfo(file()).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QCOMPARE(number(file(), "PRAGMA user_version"), SqliteStore::schemaVersion());
    QVERIFY(QDir(m_dir->path()).entryList({u"*.bak*"_s}).isEmpty());
}

void TestStoreFile::secondOpenMakesNoCopy()
{
    QVERIFY(SqliteStore::open(file()).ok());
    QVERIFY(SqliteStore::open(file()).ok());
    QVERIFY(QDir(m_dir->path()).entryList({u"*.bak*"_s}).isEmpty());
}

void TestStoreFile::versionOneIsBroughtUpToDate()
{
    makeFrom(QStringLiteral(SLIPWAY_TEST_DATA "/store/version1.sql"));
    auto opened = SqliteStore::open(file());
    QVERIFY(opened.ok());
    const StoredState state = opened.value()->load().value();
    QCOMPARE(state.workspaces.front().timeZone, QByteArray("Asia/Shanghai"));
    QCOMPARE(state.drafts.front().script, u"echo \"it's $1\""_s);
    QCOMPARE(state.nodes.front().current.properties.schedule.time, QTime(2, 30));
    QCOMPARE(state.nodes.front().current.properties.priority, 3);
    QCOMPARE(state.openInstances.size(), size_t(1));
    QCOMPARE(state.finishedInstances.size(), size_t(2)); // of the two daily ones, not the smoke test
    QCOMPARE(state.highestId, 13);

    InstanceQuery query;
    query.workspace = WorkspaceId(1);
    query.states = {InstanceState::Success};
    const auto page = StoreFixture::wait<InstancePage>([&](auto done) { opened.value()->listInstances(query, done); });
    QCOMPARE(page->total, 2); // the counters of version 2 were filled from the rows of version 1
}

void TestStoreFile::backupHoldsTheOldVersion()
{
    makeFrom(QStringLiteral(SLIPWAY_TEST_DATA "/store/version1.sql"));
    QVERIFY(SqliteStore::open(file()).ok());
    const QString backup = file() + u".bak-1"_s;
    QCOMPARE(number(backup, "PRAGMA user_version"), 1);
    QCOMPARE(number(backup, "SELECT count(*) FROM instance"), 4);
    QCOMPARE(QFileInfo(backup).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QVERIFY(QDir(m_dir->path()).entryList({u"*.tmp"_s}).isEmpty());
}

void TestStoreFile::failedMigrationChangesNothing()
{
    makeFrom(QStringLiteral(SLIPWAY_TEST_DATA "/store/version1.sql"));
    std::vector<std::string_view> migrations(allMigrations().begin(), allMigrations().end());
    migrations.push_back("CREATE TABLE extra (id INTEGER); INSERT INTO no_such_table VALUES (1);");
    const Outcome<Database> opened = openStoreFile(file(), migrations);
    QVERIFY(opened.failed());
    QVERIFY2(opened.error().message.contains(u"version %1"_s.arg(migrations.size())),
             qPrintable(opened.error().message));
    QCOMPARE(number(file(), "PRAGMA user_version"), 1);
    QCOMPARE(number(file(), "SELECT count(*) FROM sqlite_schema WHERE name IN ('extra', 'instance_count')"), 0);
    QVERIFY(SqliteStore::open(file()).ok()); // the good ones still apply
}

void TestStoreFile::newerVersionIsRefused()
{
    makeFrom(QStringLiteral(SLIPWAY_TEST_DATA "/store/version1.sql"));
    execute("PRAGMA user_version = 99");
    const QString message = refusal();
    QVERIFY2(message.contains(u"version 99"_s), qPrintable(message));
    QVERIFY2(message.contains(u"up to %1"_s.arg(SqliteStore::schemaVersion())), qPrintable(message));
}

void TestStoreFile::foreignDatabaseIsRefused()
{
    execute("CREATE TABLE bookmarks (url TEXT)");
    QVERIFY(refusal().contains(u"another program"_s));
}

void TestStoreFile::garbageIsRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("text") << QByteArray("this is not a database at all\n").repeated(100);
    QTest::newRow("short") << QByteArray("x");
    QTest::newRow("right header only") << QByteArray("SQLite format 3\0", 16) + QByteArray(4096, '\x5a');
}

void TestStoreFile::garbageIsRefused()
{
    QFETCH(QByteArray, content);
    QFile garbage(file());
    QVERIFY(garbage.open(QIODevice::WriteOnly));
    garbage.write(content);
    garbage.close();
    const QString message = refusal();
    QVERIFY2(message.contains(file()), qPrintable(message));
    QVERIFY2(message.contains(u"damaged"_s), qPrintable(message));
}

void TestStoreFile::damageIsReportedByLoad()
{
    makeFrom(QStringLiteral(SLIPWAY_TEST_DATA "/store/version1.sql"));
    execute("UPDATE instance SET state = 'ASLEEP' WHERE id = 12");
    const auto opened = SqliteStore::open(file());
    QVERIFY(opened.ok());
    const auto state = opened.value()->load();
    QVERIFY(state.failed());
    QVERIFY2(state.error().message.contains(u"instance.state"_s), qPrintable(state.error().message));
    QVERIFY2(state.error().message.contains(u"ASLEEP"_s), qPrintable(state.error().message));
}

void TestStoreFile::missingFolder()
{
    const auto opened = SqliteStore::open(m_dir->filePath(u"no/such/slipway.db"_s));
    QVERIFY(opened.failed());
    QVERIFY(opened.error().message.contains(u"no/such/slipway.db"_s));
}

QTEST_GUILESS_MAIN(TestStoreFile)
#include "tst_store_file.moc"
