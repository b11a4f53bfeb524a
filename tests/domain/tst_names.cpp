#include "models/domain/names.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

using NameCheck = Outcome<> (*)(const QString &);
Q_DECLARE_METATYPE(NameCheck)

namespace {

Outcome<> checkOutput(const QString &name)
{
    return checkOutputName(name);
}

Outcome<> checkZone(const QString &zone)
{
    return checkTimeZone(zone.toUtf8());
}

Outcome<> checkText(const QString &text)
{
    return checkDescription(text);
}

} // namespace

class TestNames : public QObject
{
    Q_OBJECT

private slots:
    void good_data();
    void good();
    void bad_data();
    void bad();
};

void TestNames::good_data()
{
    QTest::addColumn<NameCheck>("check");
    QTest::addColumn<QString>("name");

    QTest::newRow("workflow, 1.2") << &checkWorkflowName << u"deploy_2.v1"_s;
    QTest::newRow("workflow of one character, 1.2") << &checkWorkflowName << u"a"_s;
    QTest::newRow("workflow of 128 characters, 1.2") << &checkWorkflowName << QString(128, u'w');
    QTest::newRow("node with a hyphen") << &checkNodeName << u"Deployment-1"_s;
    QTest::newRow("group of 60 characters, 1.2") << &checkResourceGroupName << QString(60, u'g');
    QTest::newRow("workspace, 1.1") << &checkWorkspaceIdentifier << u"Team_1"_s;
    QTest::newRow("time zone") << &checkZone << u"Asia/Shanghai"_s;
    QTest::newRow("service, eas 2") << &checkServiceName << u"echo_1"_s;
    QTest::newRow("service of 63 characters") << &checkServiceName << QString(63, u's');
    QTest::newRow("default output, 1.2") << &checkOutput << u"test_0709_1.630003556_out"_s;
    QTest::newRow("root output, 1.2") << &checkOutput << u"demo_root"_s;
    QTest::newRow("description may be empty") << &checkText << QString();
    QTest::newRow("description in any language") << &checkText << u"模型 — line\n\tindented"_s;
    QTest::newRow("description of 1024 characters beyond the BMP") << &checkText << u"😀"_s.repeated(1024);
}

void TestNames::good()
{
    QFETCH(NameCheck, check);
    QFETCH(QString, name);
    const Outcome<> outcome = check(name);
    QVERIFY2(outcome.ok(), outcome.ok() ? "" : qPrintable(outcome.error().message));
}

void TestNames::bad_data()
{
    QTest::addColumn<NameCheck>("check");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QStringList>("said"); // parts of the message

    QTest::newRow("workflow, empty") << &checkWorkflowName << QString() << u"BusinessName"_s
                                     << QStringList{u"workflow name"_s, u"empty"_s, u"1 to 128"_s};
    QTest::newRow("workflow, 129") << &checkWorkflowName << QString(129, u'w') << u"BusinessName"_s
                                   << QStringList{u"129"_s, u"at most 128"_s};
    QTest::newRow("workflow, a space") << &checkWorkflowName << u"my flow"_s << u"BusinessName"_s
                                       << QStringList{u"Character 3"_s, u"a space"_s, u"\"_\", \".\""_s};
    QTest::newRow("workflow, a hyphen") << &checkWorkflowName << u"my-flow"_s << u"BusinessName"_s
                                        << QStringList{u"Character 3"_s, u"\"-\""_s};
    QTest::newRow("workflow, a slash") << &checkWorkflowName << u"../x"_s << u"BusinessName"_s
                                       << QStringList{u"Character 3"_s, u"\"/\""_s};
    QTest::newRow("workflow, another script")
        << &checkWorkflowName << u"流程"_s << u"BusinessName"_s << QStringList{u"Character 1"_s, u"流"_s};
    QTest::newRow("workflow, beyond the BMP counts once")
        << &checkWorkflowName << u"a😀 b"_s << u"BusinessName"_s << QStringList{u"Character 2"_s, u"😀"_s};
    QTest::newRow("node, a line break") << &checkNodeName << u"a\nb"_s << u"FileName"_s
                                        << QStringList{u"Character 2"_s, u"a line break"_s};
    QTest::newRow("group, 61") << &checkResourceGroupName << QString(61, u'g') << u"Name"_s
                               << QStringList{u"61"_s, u"at most 60"_s};
    QTest::newRow("group, a dot") << &checkResourceGroupName << u"a.b"_s << u"Name"_s
                                  << QStringList{u"Character 2"_s, u"\".\""_s};
    QTest::newRow("workspace, short") << &checkWorkspaceIdentifier << u"ab"_s << u"ProjectIdentifier"_s
                                      << QStringList{u"2 characters"_s, u"at least 3"_s};
    QTest::newRow("workspace, starts with a digit")
        << &checkWorkspaceIdentifier << u"1ab"_s << u"ProjectIdentifier"_s << QStringList{u"start with a letter"_s};
    QTest::newRow("time zone, unknown") << &checkZone << u"Europe/Atlantis"_s << u"TimeZone"_s
                                        << QStringList{u"Europe/Atlantis"_s, u"IANA"_s};
    QTest::newRow("time zone, none") << &checkZone << QString() << u"TimeZone"_s << QStringList{u"IANA"_s};
    QTest::newRow("service, upper case") << &checkServiceName << u"echO"_s << u"ServiceName"_s
                                         << QStringList{u"Character 4"_s, u"\"O\""_s, u"lower-case"_s};
    QTest::newRow("service, a hyphen") << &checkServiceName << u"my-echo"_s << u"ServiceName"_s
                                       << QStringList{u"Character 3"_s, u"\"-\""_s};
    QTest::newRow("service, two characters")
        << &checkServiceName << u"ab"_s << u"ServiceName"_s << QStringList{u"at least 3"_s};
    QTest::newRow("output, a comma") << &checkOutput << u"a,b"_s << u"OutputList"_s << QStringList{u"\",\""_s};
    QTest::newRow("description, 1025") << &checkText << QString(1025, u'd') << u"Description"_s
                                       << QStringList{u"1025"_s, u"at most 1024"_s};
    QTest::newRow("description, a control character")
        << &checkText << u"a\u0007"_s << u"Description"_s << QStringList{u"Character 2"_s, u"U+0007"_s};
}

void TestNames::bad()
{
    QFETCH(NameCheck, check);
    QFETCH(QString, name);
    QFETCH(QString, field);
    QFETCH(QStringList, said);
    const Outcome<> outcome = check(name);
    QVERIFY(outcome.failed());
    QCOMPARE(outcome.error().kind, ErrorKind::InvalidArgument);
    QCOMPARE(outcome.error().field, field);
    QCOMPARE(outcome.error().code, u"InvalidParameter."_s + field);
    for (const QString &part : said)
        QVERIFY2(outcome.error().message.contains(part), qPrintable(outcome.error().message));
}

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"
