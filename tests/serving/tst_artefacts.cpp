#include "app/serving/artefacts/artefact_store.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <archive.h>
#include <archive_entry.h>
#include <memory>
#include <optional>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace slipway {

struct Entry
{
    QByteArray name;
    QByteArray contents;
    unsigned type = AE_IFREG;
    const char *link = nullptr;
};
using Entries = QList<Entry>;

class TestArtefacts : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void takesArchives_data();
    void takesArchives();
    void refusesHostileArchives_data();
    void refusesHostileArchives();
    void takesFilesAndFolders();
    void sameContentsHaveOneDigest();
    void checksLocations_data();
    void checksLocations();
    void checksTheStatedDigest();
    void downloads();
    void saysWhyADownloadFailed();
    void leavesNothingBehind();

private:
    Outcome<QString> fetch(const QString &location, const QString &sha256 = {});
    QString write(const QString &name, const QByteArray &contents) const;
    QString pack(const QString &name, const Entries &entries) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ArtefactStore> m_store;
    QObject m_context;
};

void TestArtefacts::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<ArtefactStore>(m_folder->filePath(u"data"_s),
                                              QStringLiteral(SLIPWAY_PROGRAM_DIR) + "/slipway-model"_L1, 100 << 20);
}

Outcome<QString> TestArtefacts::fetch(const QString &location, const QString &sha256)
{
    auto answer = std::make_shared<std::optional<Outcome<QString>>>();
    m_store->fetch({location, {}, {}, sha256}, &m_context,
                   [answer](const Outcome<QString> &digest) { *answer = digest; });
    if (!QTest::qWaitFor([&answer] { return answer->has_value(); }, 30'000))
        return Error::internal(u"no answer"_s);
    return **answer;
}

QString TestArtefacts::write(const QString &name, const QByteArray &contents) const
{
    QFile file(m_folder->filePath(name));
    QDir().mkpath(QFileInfo(file).path());
    file.open(QIODevice::WriteOnly);
    file.write(contents);
    return file.fileName();
}

QString TestArtefacts::pack(const QString &name, const Entries &entries) const
{
    const QString path = m_folder->filePath(name);
    archive *out = archive_write_new();
    if (name.endsWith(u".zip"_s))
        archive_write_set_format_zip(out);
    else
        archive_write_set_format_pax_restricted(out);
    if (name.endsWith(u"gz"_s))
        archive_write_add_filter_gzip(out);
    else if (name.endsWith(u"bz2"_s))
        archive_write_add_filter_bzip2(out);
    archive_write_open_filename(out, path.toUtf8().constData());
    for (const Entry &one : entries) {
        archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, one.name.constData());
        archive_entry_set_filetype(entry, one.type);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, one.type == AE_IFREG && !one.link ? one.contents.size() : 0);
        if (one.link && one.type == AE_IFLNK)
            archive_entry_set_symlink(entry, one.link);
        else if (one.link)
            archive_entry_set_hardlink(entry, one.link);
        archive_write_header(out, entry);
        if (!one.link && one.type == AE_IFREG)
            archive_write_data(out, one.contents.constData(), static_cast<size_t>(one.contents.size()));
        archive_entry_free(entry);
    }
    archive_write_free(out);
    return path;
}

void TestArtefacts::takesArchives_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"m.tar", "m.tar.gz", "m.tgz", "m.tar.bz2", "m.zip"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestArtefacts::takesArchives()
{
    QFETCH(const QString, name);
    const QString path = pack(name, {{"./sub/", {}, AE_IFDIR}, {"./sub/model.json", "contents"}});
    const Outcome<QString> digest = fetch(path);
    QVERIFY2(digest.ok(), digest ? "" : qPrintable(digest.error().message));
    QFile file(m_store->folder(*digest) + "/model/sub/model.json"_L1);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("contents"));
    QVERIFY(!(file.permissions() & QFile::WriteOther));
    QVERIFY(!(file.permissions() & QFile::WriteOwner) || ::getuid() == 0);
}

void TestArtefacts::refusesHostileArchives_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Entries>("entries");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *what, const QString &name, const Entries &entries, const QString &says) {
        QTest::newRow(what) << name << entries << says;
    };
    row("leads out", u"m.tar"_s, {{"../evil", "x"}}, u"leads out"_s);
    row("leads out in the middle", u"m.tar"_s, {{"a/../../evil", "x"}}, u"leads out"_s);
    row("zip slip", u"m.zip"_s, {{"../../evil", "x"}}, u"leads out"_s);
    row("absolute", u"m.tar"_s, {{"/tmp/evil", "x"}}, u"absolute"_s);
    row("symbolic link", u"m.tar"_s, {{"a", {}, AE_IFLNK, "/etc/passwd"}}, u"link"_s);
    row("symbolic link in zip", u"m.zip"_s, {{"a", {}, AE_IFLNK, "/etc/passwd"}}, u"link"_s);
    row("hard link", u"m.tar"_s, {{"b", "x"}, {"a", {}, AE_IFREG, "b"}}, u"link"_s);
    row("pipe", u"m.tar"_s, {{"a", {}, AE_IFIFO}}, u"neither"_s);
    row("device", u"m.tar"_s, {{"a", {}, AE_IFCHR}}, u"neither"_s);
    row("twice", u"m.tar"_s, {{"a", "1"}, {"a", "2"}}, u"twice"_s);
    row("file as folder", u"m.tar"_s, {{"a", "1"}, {"a/b", "2"}}, u"folder"_s);
    row("backslash", u"m.tar"_s, {{"a\\b", "1"}}, u"backslash"_s);
    row("bomb", u"m.tar.gz"_s, {{"a", QByteArray(30 << 20, '\0')}}, u"200 times"_s);
    row("empty", u"m.tar"_s, {}, u"no files"_s);
    Entries many;
    for (int i = 0; i < 10'001; ++i)
        many.append({"f" + QByteArray::number(i), "x"});
    row("many files", u"m.tar"_s, many, u"more entries"_s);
}

void TestArtefacts::refusesHostileArchives()
{
    QFETCH(const QString, name);
    QFETCH(const Entries, entries);
    QFETCH(const QString, says);
    const QString path = pack(name, entries);
    const Outcome<QString> digest = fetch(path);
    QVERIFY(digest.failed());
    QCOMPARE(digest.error().field, u"model_path"_s);
    QVERIFY2(digest.error().message.contains(says), qPrintable(digest.error().message));
    QVERIFY(digest.error().message.contains(path));
    QVERIFY(!QFile::exists(m_folder->filePath(u"evil"_s)));
}

void TestArtefacts::takesFilesAndFolders()
{
    write(u"dir/a.json"_s, "a");
    write(u"dir/sub/b.json"_s, "b");
    const Outcome<QString> folder = fetch(m_folder->filePath(u"dir"_s));
    QVERIFY(folder.ok());
    QVERIFY(QFile::exists(m_store->folder(*folder) + "/model/sub/b.json"_L1));
    const Outcome<QString> file = fetch(u"file://"_s + m_folder->filePath(u"dir/a.json"_s));
    QVERIFY(file.ok());
    QVERIFY(QFile::exists(m_store->folder(*file) + "/model/a.json"_L1)); // the name is kept
    QVERIFY(*file != *folder);
}

void TestArtefacts::sameContentsHaveOneDigest()
{
    const QString path = write(u"m.json"_s, "one");
    const QString first = *fetch(path);
    QCOMPARE(*fetch(path), first);
    write(u"m.json"_s, "two");
    QVERIFY(*fetch(path) != first);
    QVERIFY(m_store->has(first));
}

void TestArtefacts::checksLocations_data()
{
    QTest::addColumn<QString>("location");
    QTest::addColumn<QString>("says");
    QTest::newRow("relative") << u"./model.json"_s << u"absolute"_s;
    QTest::newRow("missing") << u"/does/not/exist.json"_s << u"/does/not/exist.json does not exist"_s;
    QTest::newRow("missing file URL") << u"file:///does/not/exist"_s << u"does not exist"_s;
    QTest::newRow("no bucket here") << u"oss://bucket/key"_s << u"/oss/bucket/key"_s;
    QTest::newRow("oss leads out") << u"oss://../key"_s << u"absolute"_s;
    QTest::newRow("other scheme") << u"ftp://host/x"_s << u"http://"_s;
    QTest::newRow("no host") << u"http:///x"_s << u"not a valid address"_s;
}

void TestArtefacts::checksLocations()
{
    QFETCH(const QString, location);
    QFETCH(const QString, says);
    const Outcome<> checked = m_store->check(u"model_path"_s, location);
    QVERIFY(checked.failed());
    QCOMPARE(checked.error().field, u"model_path"_s);
    QVERIFY2(checked.error().message.contains(says), qPrintable(checked.error().message));
}

void TestArtefacts::checksTheStatedDigest()
{
    const QString path = write(u"m.json"_s, "abc");
    QVERIFY(fetch(path, u"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_s).ok());
    const Outcome<QString> wrong = fetch(path, QString(64, u'0'));
    QVERIFY(wrong.failed());
    QVERIFY(wrong.error().message.contains(u"model_sha256"_s));
}

// Answers every connection with fixed bytes and closes.
class FixedServer : public QTcpServer
{
public:
    explicit FixedServer(const QByteArray &answer)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, answer] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket, answer] {
                socket->write(answer);
                socket->disconnectFromHost();
            });
        });
    }
    QString url(const QString &path) const { return u"http://127.0.0.1:%1%2"_s.arg(serverPort()).arg(path); }
};

void TestArtefacts::downloads()
{
    const FixedServer server("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nmodel");
    const Outcome<QString> digest = fetch(server.url(u"/x/iris.json?secret=1"_s));
    QVERIFY2(digest.ok(), digest ? "" : qPrintable(digest.error().message));
    QVERIFY(QFile::exists(m_store->folder(*digest) + "/model/iris.json"_L1));
}

void TestArtefacts::saysWhyADownloadFailed()
{
    const FixedServer missing("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    const Outcome<QString> notFound = fetch(missing.url(u"/iris.tar.gz?signature=s3cret"_s));
    QVERIFY(notFound.failed());
    QVERIFY2(notFound.error().message.contains(u"404"_s), qPrintable(notFound.error().message));
    QVERIFY(!notFound.error().message.contains(u"s3cret"_s));
    const FixedServer cut("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nmodel");
    QVERIFY(fetch(cut.url(u"/iris.json"_s)).failed());
    const FixedServer noise("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nnoise");
    const Outcome<QString> damaged = fetch(noise.url(u"/iris.tar.gz"_s));
    QVERIFY(damaged.failed());
    QVERIFY2(damaged.error().message.contains(u"iris.tar.gz cannot be used"_s), qPrintable(damaged.error().message));
}

void TestArtefacts::leavesNothingBehind()
{
    QVERIFY(fetch(pack(u"m.tar"_s, {{"good", "x"}, {"../evil", "x"}})).failed());
    const QString temporary = m_folder->filePath(u"data/artefacts/tmp"_s);
    QTRY_VERIFY(QDir(temporary).isEmpty());
    QVERIFY(!QDir(m_folder->filePath(u"data/artefacts/sha256"_s)).exists());
}

} // namespace slipway

QTEST_GUILESS_MAIN(slipway::TestArtefacts)
#include "tst_artefacts.moc"
