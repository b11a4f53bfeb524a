#include "app/logs/log_reader.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestLogReader : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void window_data();
    void window();
    void windowIsLimited();
    void followsAGrowingFile();
    void tellsThatTheFileWasCut();
    void missingAndOddFiles();
    void searchEqualsBruteForce_data();
    void searchEqualsBruteForce();
    void searchGoesOnWhereItStopped();
    void searchAcrossBlocks();
    void searchStops();
    void searchRefusesBadInput();

private:
    void write(const QByteArray &bytes);
    void append(const QByteArray &bytes);
    LogWindow read(qint64 offset, qint64 maxBytes) const
    {
        return m_reader.read(m_log, offset, maxBytes).result().value();
    }
    std::vector<qint64> find(const QByteArray &word, qint64 offset = 0, int limit = 10000) const
    {
        return m_reader.search(m_log, word, offset, limit, {}).result()->offsets;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_log;
    LogReader m_reader;
};

void TestLogReader::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_log = m_dir->filePath(u"log"_s);
}

void TestLogReader::write(const QByteArray &bytes)
{
    QFile file(m_log);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

void TestLogReader::append(const QByteArray &bytes)
{
    QFile file(m_log);
    QVERIFY(file.open(QIODevice::Append));
    QCOMPARE(file.write(bytes), bytes.size());
}

void TestLogReader::window_data()
{
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<qint64>("maxBytes");
    QTest::addColumn<qint64>("expectedOffset");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("all") << qint64(0) << qint64(100) << qint64(0) << QByteArray("0123456789");
    QTest::newRow("middle") << qint64(3) << qint64(4) << qint64(3) << QByteArray("3456");
    QTest::newRow("to the end") << qint64(8) << qint64(4) << qint64(8) << QByteArray("89");
    QTest::newRow("at the end") << qint64(10) << qint64(4) << qint64(10) << QByteArray();
    QTest::newRow("beyond the end") << qint64(99) << qint64(4) << qint64(10) << QByteArray();
    QTest::newRow("last three") << qint64(-3) << qint64(100) << qint64(7) << QByteArray("789");
    QTest::newRow("more than there is, from the end") << qint64(-99) << qint64(2) << qint64(0) << QByteArray("01");
    QTest::newRow("nothing asked") << qint64(2) << qint64(0) << qint64(2) << QByteArray();
    QTest::newRow("negative count") << qint64(2) << qint64(-5) << qint64(2) << QByteArray();
}

void TestLogReader::window()
{
    write("0123456789");
    QFETCH(qint64, offset);
    QFETCH(qint64, maxBytes);
    const LogWindow window = read(offset, maxBytes);
    QTEST(window.offset, "expectedOffset");
    QTEST(window.bytes, "bytes");
    QCOMPARE(window.size, 10);
    QCOMPARE(m_reader.size(m_log).result().value(), 10);
}

void TestLogReader::windowIsLimited()
{
    write(QByteArray(3 << 20, 'x'));
    QCOMPARE(read(0, qint64(1) << 40).bytes.size(), LogReader::maxWindow);
}

void TestLogReader::followsAGrowingFile()
{
    write("");
    QByteArray expected;
    QByteArray seen;
    for (int i = 0; i < 200; ++i) {
        const QByteArray line = "line " + QByteArray::number(i) + QByteArray(i, '.') + '\n';
        append(line);
        expected += line;
        seen += read(seen.size(), 64).bytes; // lags behind at times, as a reader with small windows does
    }
    while (seen.size() < expected.size())
        seen += read(seen.size(), 64).bytes;
    QCOMPARE(seen, expected);
}

void TestLogReader::tellsThatTheFileWasCut()
{
    write(QByteArray(1000, 'a'));
    QCOMPARE(read(500, 100).size, 1000);
    write("b");
    const LogWindow window = read(600, 100);
    QCOMPARE(window.size, 1);
    QCOMPARE(window.offset, 1);
    QVERIFY(window.bytes.isEmpty());
}

void TestLogReader::missingAndOddFiles()
{
    const auto missing = m_reader.read(m_log, 0, 10).result();
    QCOMPARE(missing.error().kind, ErrorKind::NotFound);
    QVERIFY(missing.error().message.contains(m_log));
    QCOMPARE(m_reader.size(m_log).result().error().kind, ErrorKind::NotFound);
    QCOMPARE(m_reader.read(m_dir->path(), 0, 10).result().error().kind, ErrorKind::InvalidArgument);
}

void TestLogReader::searchEqualsBruteForce_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("several") << QByteArray("error one\nok\nerror two\n") << QByteArray("error");
    QTest::newRow("none") << QByteArray("all is well") << QByteArray("error");
    QTest::newRow("at both ends") << QByteArray("ab..ab") << QByteArray("ab");
    QTest::newRow("not overlapping") << QByteArray("aaaaa") << QByteArray("aa");
    QTest::newRow("zero bytes") << QByteArray("a\0b\0\0b", 6) << QByteArray("\0b", 2);
    QTest::newRow("longer than the file") << QByteArray("ab") << QByteArray("abc");
    QTest::newRow("empty file") << QByteArray() << QByteArray("abc");
}

void TestLogReader::searchEqualsBruteForce()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, word);
    write(text);
    std::vector<qint64> expected;
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.size()))
        expected.push_back(at);
    QCOMPARE(find(word), expected);
}

void TestLogReader::searchGoesOnWhereItStopped()
{
    write("x.x.x.x.x");
    const LogMatches first = m_reader.search(m_log, "x", 0, 2, {}).result().value();
    QCOMPARE(first.offsets, (std::vector<qint64>{0, 2}));
    QVERIFY(!first.atEnd);
    const LogMatches rest = m_reader.search(m_log, "x", first.searchedTo, 10, {}).result().value();
    QCOMPARE(rest.offsets, (std::vector<qint64>{4, 6, 8}));
    QVERIFY(rest.atEnd);
    append("yx");
    QCOMPARE(find("x", rest.searchedTo), (std::vector<qint64>{10}));
}

void TestLogReader::searchAcrossBlocks()
{
    const qint64 block = 1 << 20;
    QByteArray text(3 * block, '.');
    const QByteArray word = "needle";
    std::vector<qint64> expected;
    for (const qint64 at : {block - 6, block - 3 + 6, 2 * block - 1 + 30, 3 * block - 6}) {
        text.replace(at, word.size(), word);
        expected.push_back(at);
    }
    write(text);
    QCOMPARE(find(word), expected);
}

void TestLogReader::searchStops()
{
    write(QByteArray(1000, '.'));
    const auto stop = std::make_shared<std::atomic_bool>(true);
    QVERIFY(m_reader.search(m_log, "x", 0, 10, stop).result().cancelled());
}

void TestLogReader::searchRefusesBadInput()
{
    write("text");
    QCOMPARE(m_reader.search(m_log, {}, 0, 10, {}).result().error().field, u"word"_s);
    QCOMPARE(m_reader.search(m_log, "x", 0, 0, {}).result().error().field, u"limit"_s);
    QCOMPARE(m_reader.search(m_log, "x", 0, 10001, {}).result().error().field, u"limit"_s);
}

QTEST_GUILESS_MAIN(TestLogReader)
#include "tst_log_reader.moc"
