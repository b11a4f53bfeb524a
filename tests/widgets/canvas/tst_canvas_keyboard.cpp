#include "tests/widgets/canvas/graphs.h"
#include "widgets/canvas/canvas_navigation.h"
#include "widgets/canvas/canvas_palette.h"
#include "widgets/canvas/canvas_panel.h"
#include "widgets/canvas/node_item.h"
#include "widgets/canvas/node_name_editor.h"

#include <QAccessible>
#include <QSignalSpy>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestCanvasKeyboard : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_model = std::make_unique<GraphModel>();
        fillSmall(*m_model);
        m_panel = std::make_unique<CanvasPanel>();
        m_view = &m_panel->view();
        m_view->setModel(m_model.get());
        m_panel->resize(1000, 700);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
        m_view->setFocus();
    }
    void cleanup()
    {
        m_panel.reset();
        m_model.reset();
    }

    void arrowsGoToTheNearestNodeThatWay_data()
    {
        QTest::addColumn<int>("start");
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("end");
        QTest::newRow("down") << 1 << int(Qt::Key_Down) << 2;
        QTest::newRow("up") << 3 << int(Qt::Key_Up) << 2;
        QTest::newRow("right") << 2 << int(Qt::Key_Right) << 4;
        QTest::newRow("left") << 4 << int(Qt::Key_Left) << 2;
        QTest::newRow("nothing there") << 1 << int(Qt::Key_Up) << 1;
        QTest::newRow("from nowhere") << 0 << int(Qt::Key_Down) << 1;
    }

    void arrowsGoToTheNearestNodeThatWay()
    {
        QFETCH(int, start);
        QFETCH(int, key);
        QFETCH(int, end);
        if (start > 0) {
            m_view->canvas().select({GraphNodeId{start}});
            m_view->setCurrent(GraphNodeId{start}, true);
        }
        QTest::keyClick(m_view, Qt::Key(key));
        QCOMPARE(m_view->current(), GraphNodeId{end});
        QCOMPARE(m_view->canvas().selectedNodes(), QList<GraphNodeId>{GraphNodeId{end}});
    }

    void tabGoesThroughInReadingOrderAndOut()
    {
        QList<qint64> seen;
        for (int i = 0; i < 4; ++i) {
            QTest::keyClick(m_view, Qt::Key_Tab);
            seen.append(m_view->current().value());
        }
        QCOMPARE(seen, (QList<qint64>{1, 2, 4, 3}));
        QTest::keyClick(m_view, Qt::Key_Tab);
        QVERIFY(!m_view->hasFocus());
    }

    void enterOpens()
    {
        QSignalSpy opened(m_view, &CanvasView::nodeActivated);
        QTest::keyClick(m_view, Qt::Key_Tab);
        QTest::keyClick(m_view, Qt::Key_Return);
        QCOMPARE(opened.at(0).at(0).value<GraphNodeId>(), GraphNodeId{1});
    }

    void nudgesOfOneBurstAreOneGesture()
    {
        connect(m_view, &CanvasView::nodesMoved, m_model.get(),
                [this](GestureId, const QHash<GraphNodeId, QPointF> &to) {
                    for (auto it = to.cbegin(); it != to.cend(); ++it) {
                        GraphNode node = *m_model->node(it.key());
                        node.position = it.value();
                        m_model->putNode(node);
                    }
                });
        QSignalSpy moved(m_view, &CanvasView::nodesMoved);
        m_view->canvas().select({GraphNodeId{4}});
        QTest::keyPress(m_view, Qt::Key_Right, Qt::ControlModifier);
        QTest::keyPress(m_view, Qt::Key_Right, Qt::ControlModifier);
        QTest::keyRelease(m_view, Qt::Key_Control);
        QTest::keyPress(m_view, Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(moved.size(), 3);
        QCOMPARE(moved[0][0].value<GestureId>(), moved[1][0].value<GestureId>());
        QVERIFY(moved[1][0].value<GestureId>() != moved[2][0].value<GestureId>());
        QCOMPARE(m_model->node(GraphNodeId{4})->position, QPointF(336, 152));
    }

    void anEdgeByKeyboard()
    {
        QSignalSpy connected(m_view, &CanvasView::connectRequested);
        m_view->setCurrent(GraphNodeId{2}, true);
        m_view->canvas().select({GraphNodeId{2}});
        m_view->connectCurrent();
        QTest::keyClick(m_view, Qt::Key_Right);
        QCOMPARE(m_view->canvas().look().connectTarget, GraphNodeId{4});
        QTest::keyClick(m_view, Qt::Key_Return);
        QCOMPARE(connected.size(), 1);
        QCOMPARE(connected[0][1].value<GraphNodeId>(), GraphNodeId{4});
        m_view->connectCurrent();
        QTest::keyClick(m_view, Qt::Key_Up); // only refused ones that way
        QVERIFY(!m_view->canvas().look().connectTarget.isValid());
        QTest::keyClick(m_view, Qt::Key_Escape);
        QVERIFY(!m_view->canvas().look().isConnecting());
    }

    void renamingInPlaceShowsTheRule()
    {
        m_view->setNameRule(
            [](GraphNodeId, const QString &name) { return name.contains(u' ') ? u"no spaces"_s : QString(); });
        QSignalSpy renamed(m_view, &CanvasView::renameRequested);
        m_view->canvas().select({GraphNodeId{2}});
        m_view->startRename();
        auto *editor = m_view->findChild<NodeNameEditor *>();
        QVERIFY(editor->isVisible());
        QCOMPARE(editor->text(), u"train"_s);
        QTest::keyClicks(editor, u"fit it"_s);
        QVERIFY(m_view->findChild<QWidget *>(u"canvasNameFault"_s)->isVisible());
        QTest::keyClick(editor, Qt::Key_Return);
        QVERIFY(editor->isVisible());
        editor->selectAll();
        QTest::keyClicks(editor, u"fit"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(renamed.size(), 1);
        QCOMPARE(renamed[0][1].toString(), u"fit"_s);
        m_view->startRename();
        QTest::keyClicks(editor, u"other"_s);
        QTest::keyClick(editor, Qt::Key_Escape);
        QCOMPARE(renamed.size(), 1);
    }

    void thePaletteWorksByKeyboardAndByClick()
    {
        QSignalSpy dropped(m_view, &CanvasView::dropRequested);
        NodeKindButton *shell = m_panel->nodePalette().item(NodeKind::Shell);
        QTest::keyClick(shell, Qt::Key_Return);
        QCOMPARE(dropped.size(), 1);
        QVERIFY(m_view->canvas().nodeAt(dropped[0][1].toPointF()) == nullptr);
        QTest::mouseClick(shell, Qt::LeftButton);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(500, 650));
        QCOMPARE(dropped.size(), 2);
    }

    void everyNodeIsThereForAssistiveTechnology()
    {
        QAccessibleInterface *canvas = QAccessible::queryAccessibleInterface(m_view);
        QVERIFY(canvas != nullptr);
        QCOMPARE(canvas->childCount(), 4);
        QAccessibleInterface *train = canvas->child(1);
        QCOMPARE(train->text(QAccessible::Name), u"train"_s);
        QVERIFY(train->text(QAccessible::Description).contains(u"daily 02:00"_s));
        QCOMPARE(train->parent(), canvas);
        QCOMPARE(canvas->indexOfChild(train), 1);
        const QPoint middle = train->rect().center();
        QCOMPARE(canvas->childAt(middle.x(), middle.y()), train);

        QSignalSpy opened(m_view, &CanvasView::nodeActivated);
        train->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(opened.size(), 1);
        m_model->removeNode(GraphNodeId{2});
        QVERIFY(!train->isValid());
        QCOMPARE(canvas->childCount(), 3);
    }

    void aNodeIsDescribedInWords_data()
    {
        QTest::addColumn<bool>("committed");
        QTest::addColumn<bool>("changed");
        QTest::addColumn<bool>("ran");
        QTest::addColumn<QString>("words");
        QTest::newRow("new") << false << true << false << u"Shell node, daily 02:00, not run yet, never committed"_s;
        QTest::newRow("changed")
            << true << true << true
            << u"Shell node, daily 02:00, last run: Failed, changed since the last commit. exit 3"_s;
        QTest::newRow("clean") << true << false << false << u"Shell node, daily 02:00, not run yet"_s;
    }

    void aNodeIsDescribedInWords()
    {
        QFETCH(bool, committed);
        QFETCH(bool, changed);
        QFETCH(bool, ran);
        QFETCH(QString, words);
        GraphNode node = graphNode(1, u"x"_s, {});
        node.committed = committed;
        node.changed = changed;
        if (ran) {
            node.state = StateCell{StateKind::Failure, u"Failed"_s};
            node.stateReason = u"exit 3"_s;
        }
        QCOMPARE(describeNode(node), words);
    }

private:
    std::unique_ptr<GraphModel> m_model;
    std::unique_ptr<CanvasPanel> m_panel;
    CanvasView *m_view = nullptr;
};

QTEST_MAIN(TestCanvasKeyboard)
#include "tst_canvas_keyboard.moc"
