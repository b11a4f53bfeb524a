#include "app/run/secret_masker.h"

#include <QTest>

using slipway::SecretMasker;

class TestSecretMasker : public QObject
{
    Q_OBJECT
private slots:
    void masks_data();
    void masks();
    void piecesDoNotMatter_data() { masks_data(); }
    void piecesDoNotMatter();
    void showsAtOnceWhatCannotMatch_data();
    void showsAtOnceWhatCannotMatch();

private:
    static std::vector<std::string> words(const QByteArray &text);
};

std::vector<std::string> TestSecretMasker::words(const QByteArray &text)
{
    std::vector<std::string> result;
    for (const QByteArray &word : text.split(' '))
        result.push_back(word.toStdString());
    return result;
}

void TestSecretMasker::masks_data()
{
    QTest::addColumn<QByteArray>("secrets");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("none given") << QByteArray("") << QByteArray("plain") << QByteArray("plain");
    QTest::newRow("in a line") << QByteArray("hunter2") << QByteArray("key=hunter2;\n") << QByteArray("key=***;\n");
    QTest::newRow("twice in a row") << QByteArray("ab") << QByteArray("abab") << QByteArray("******");
    QTest::newRow("nearly") << QByteArray("hunter2") << QByteArray("hunter3 hunte") << QByteArray("hunter3 hunte");
    QTest::newRow("begins anew inside") << QByteArray("aab") << QByteArray("aaab") << QByteArray("a***");
    QTest::newRow("longest wins") << QByteArray("abc abcdef") << QByteArray("abcdef abcd") << QByteArray("*** ***d");
    QTest::newRow("longer one fails late") << QByteArray("xaby ab") << QByteArray("xabz") << QByteArray("x***z");
    QTest::newRow("at the end, a longer one possible")
        << QByteArray("abc abcdef") << QByteArray("abcd") << QByteArray("***d");
    QTest::newRow("bytes above 127") << QByteArray("p\xc3\xa4ss") << QByteArray("=p\xc3\xa4ss=") << QByteArray("=***=");
    QTest::newRow("over a line end") << QByteArray("one\ntwo") << QByteArray("one\ntwo") << QByteArray("***");
}

void TestSecretMasker::masks()
{
    QFETCH(QByteArray, secrets);
    QFETCH(QByteArray, text);
    SecretMasker masker(words(secrets));
    std::string shown;
    masker.feed(text.toStdString(), shown);
    masker.finish(shown);
    QTEST(QByteArray::fromStdString(shown), "shown");
}

void TestSecretMasker::piecesDoNotMatter()
{
    QFETCH(QByteArray, secrets);
    QFETCH(QByteArray, text);
    for (qsizetype size = 1; size <= 3; ++size) {
        SecretMasker masker(words(secrets));
        std::string shown;
        for (qsizetype at = 0; at < text.size(); at += size)
            masker.feed(text.mid(at, size).toStdString(), shown);
        masker.finish(shown);
        QTEST(QByteArray::fromStdString(shown), "shown");
    }
}

void TestSecretMasker::showsAtOnceWhatCannotMatch_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("partial line") << QByteArray("Continue? [y/n] ") << QByteArray("Continue? [y/n] ");
    QTest::newRow("may still match") << QByteArray("key=hun") << QByteArray("key=");
    QTest::newRow("whole") << QByteArray("key=hunter2") << QByteArray("key=***");
}

void TestSecretMasker::showsAtOnceWhatCannotMatch()
{
    QFETCH(QByteArray, text);
    SecretMasker masker({"hunter2"});
    std::string shown;
    masker.feed(text.toStdString(), shown);
    QTEST(QByteArray::fromStdString(shown), "shown");
}

QTEST_GUILESS_MAIN(TestSecretMasker)
#include "tst_secret_masker.moc"
