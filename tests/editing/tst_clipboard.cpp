#include "models/editing/clipboard.h"
#include "tests/editing/drafts.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestClipboard : public QObject
{
    Q_OBJECT

private slots:
    void whatIsCopiedComesBack()
    {
        WorkflowContent content;
        NodeDraft deploy = engineDraft(3, u"deploy"_s, {u"demo_root"_s, u"demo.2_out"_s, u"demo.9_out"_s}, {1.5, -7});
        deploy.description = u"Ü 部署"_s;
        deploy.properties.schedule.recurrence = Recurrence::Month;
        deploy.properties.schedule.monthDays = {1, 15, Schedule::lastDayOfMonth};
        deploy.properties.schedule.time = QTime(2, 30);
        deploy.properties.crossCycle = CrossCycle::SelfAndOthers;
        deploy.properties.crossCycleNodes = {NodeId{1'000'000'000'001}};
        deploy.properties.parameters = u"prod $bizdate"_s;
        deploy.properties.rerun = RerunPolicy::FailureAllowed;
        deploy.properties.autoRerunTimes = 3;
        deploy.properties.priority = 7;
        content.reset({engineDraft(1, u"prepare"_s), engineDraft(2, u"train"_s, {u"demo.1_out"_s}), deploy});

        const Outcome<NodesFragment> read = readClipboard(writeClipboard(copyNodes(content, {FileId{3}, FileId{2}})));
        QVERIFY2(read.ok(), read.failed() ? qPrintable(read.error().message) : "");
        QCOMPARE(read->nodes.size(), 2);
        QCOMPARE(read->edges, (QList<DraftEdge>{{FileId{1}, FileId{2}}}));
        const NodeDraft &copy = read->nodes[1];
        QCOMPARE(copy.name, deploy.name);
        QCOMPARE(copy.description, deploy.description);
        QCOMPARE(copy.script, deploy.script);
        QCOMPARE(copy.position, deploy.position);
        NodeProperties expected = deploy.properties;
        expected.outputs.clear();
        expected.inputs = {u"demo_root"_s, u"demo.9_out"_s}; // what is not of this workflow
        QVERIFY(copy.properties == expected);
    }

    void nothingCopiedIsNoText() { QVERIFY(writeClipboard(copyNodes(WorkflowContent(), {FileId{1}})).isEmpty()); }

    void badTextIsRefusedWithItsPlace_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("said");
        QTest::newRow("not ours") << u"slipway.nodes"_s << u"other"_s << u"does not hold nodes"_s;
        QTest::newRow("newer version") << u"\"version\": 1"_s << u"\"version\": 2"_s << u"version"_s;
        QTest::newRow("cut off") << u"\"version\": 1"_s << u""_s << u"does not hold nodes"_s;
        QTest::newRow("unknown field") << u"\"script\""_s << u"\"code\""_s << u"nodes[0].script"_s;
        QTest::newRow("extra field") << u"\"version\": 1"_s << u"\"version\": 1, \"extra\": 2"_s << u"extra"_s;
        QTest::newRow("number as text") << u"\"priority\": 1"_s << u"\"priority\": \"1\""_s << u"priority"_s;
        QTest::newRow("out of range") << u"\"autoRerunTimes\": 0"_s << u"\"autoRerunTimes\": 11"_s
                                      << u"autoRerunTimes"_s;
        QTest::newRow("unknown word") << u"\"DIDE_SHELL\""_s << u"\"Bash\""_s << u"kind"_s;
        QTest::newRow("bad name") << u"\"prepare\""_s << u"\"my node\""_s << u" "_s;
        QTest::newRow("key twice") << u"\"key\": 2"_s << u"\"key\": 1"_s << u"twice"_s;
        QTest::newRow("infinite place") << u"\"x\": 0.0"_s << u"\"x\": 1e300"_s << u"x"_s;
        QTest::newRow("edge to nowhere") << u"[\n   1,\n   2\n  ]"_s << u"[1,3]"_s << u"edge"_s;
        QTest::newRow("cycle") << u"[\n   1,\n   2\n  ]"_s << u"[1,2],[2,1]"_s << QString();
    }

    void badTextIsRefusedWithItsPlace()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, said);
        WorkflowContent content;
        content.reset({engineDraft(1, u"prepare"_s), engineDraft(2, u"train"_s, {u"demo.1_out"_s})});
        QString text = writeClipboard(copyNodes(content, {FileId{1}, FileId{2}}));
        QVERIFY2(text.contains(before), qPrintable(text));
        text.replace(text.indexOf(before), before.size(), after);
        const Outcome<NodesFragment> read = readClipboard(text);
        QVERIFY(read.failed());
        QVERIFY2(read.error().message.contains(said), qPrintable(read.error().message));
    }

    void otherTextIsNotNodes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("prose") << u"Deploy at two, please."_s;
        QTest::newRow("list") << u"[1,2]"_s;
        QTest::newRow("huge") << QString(9 * 1024 * 1024, u'x');
        QTest::newRow("deep") << QString(100000, u'[');
    }

    void otherTextIsNotNodes()
    {
        QFETCH(QString, text);
        QVERIFY(readClipboard(text).failed());
    }
};

QTEST_GUILESS_MAIN(TestClipboard)
#include "tst_clipboard.moc"
