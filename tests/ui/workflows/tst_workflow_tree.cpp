#include "models/items/filter_proxy.h"
#include "models/items/workflow_tree.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

Workflow workflow(qint64 id, const QString &name)
{
    Workflow result;
    result.id = WorkflowId{id};
    result.name = name;
    return result;
}

NodeDraft draft(qint64 id, qint64 flow, const QString &name)
{
    NodeDraft result;
    result.id = FileId{id};
    result.workflow = WorkflowId{flow};
    result.name = name;
    result.script = u"echo"_s;
    return result;
}

} // namespace

class TestWorkflowTree : public QObject
{
    Q_OBJECT

private slots:
    void staysAValidModelThroughEveryChange()
    {
        WorkflowTree tree;
        FilterProxy proxy;
        proxy.setSourceModel(&tree);
        proxy.setRecursiveFilteringEnabled(true);
        QAbstractItemModelTester modelTester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAbstractItemModelTester proxyTester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
        tree.reset({workflow(2, u"fraud"_s), workflow(1, u"churn"_s)});
        tree.putDraft(draft(10, 1, u"train"_s));
        tree.putDraft(draft(11, 1, u"Deploy"_s));
        tree.putDraft(draft(12, 2, u"score"_s));
        QCOMPARE(text(tree), u"churn(Deploy,train) fraud(score)"_s);
        tree.putDraft(draft(10, 1, u"a_train"_s));
        tree.putDraft(draft(11, 2, u"Deploy"_s));
        QCOMPARE(text(tree), u"churn(a_train) fraud(Deploy,score)"_s);
        tree.putWorkflow(workflow(1, u"x_churn"_s));
        QCOMPARE(text(tree), u"fraud(Deploy,score) x_churn(a_train)"_s);
        proxy.setFilterText(u"score"_s);
        QCOMPARE(proxy.rowCount(), 1);
        tree.removeDraft(FileId{12});
        QCOMPARE(proxy.rowCount(), 0);
        tree.removeWorkflow(WorkflowId{2});
        QCOMPARE(text(tree), u"x_churn(a_train)"_s);
        tree.putDraft(draft(99, 50, u"homeless"_s));
        QCOMPARE(text(tree), u"x_churn(a_train)"_s);
    }

    void keepsTheRunStateAndNoScript()
    {
        WorkflowTree tree;
        tree.reset({workflow(1, u"churn"_s)});
        tree.putDraft(draft(10, 1, u"train"_s));
        tree.setState(FileId{10}, StateCell{StateKind::Failure, u"Failed"_s});
        tree.putDraft(draft(10, 1, u"fit"_s));
        QCOMPARE(tree.indexOf(FileId{10}).data(StateRole).value<StateCell>().kind, StateKind::Failure);
        QVERIFY(tree.draft(FileId{10})->script.isEmpty());
    }

private:
    static QString text(const WorkflowTree &tree)
    {
        QStringList rows;
        for (int i = 0; i < tree.rowCount(); ++i) {
            const QModelIndex parent = tree.index(i, 0);
            QStringList nodes;
            for (int j = 0; j < tree.rowCount(parent); ++j)
                nodes.append(tree.index(j, 0, parent).data().toString());
            rows.append(u"%1(%2)"_s.arg(parent.data().toString(), nodes.join(u',')));
        }
        return rows.join(u' ');
    }
};

QTEST_GUILESS_MAIN(TestWorkflowTree)
#include "tst_workflow_tree.moc"
