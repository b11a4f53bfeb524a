#include "tests/widgets/canvas/graphs.h"
#include "widgets/canvas/canvas_panel.h"
#include "widgets/canvas/node_item.h"

#include <QApplication>
#include <QDir>

using namespace slipway;
using namespace Qt::StringLiterals;

// What must be seen in a picture. With SLIPWAY_SHOTS set to a folder the pictures are kept there.
class TestCanvasLook : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<ThemeController>(*qApp); }

    void everyScene_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("scene");
        for (const char *scene : {"empty", "full", "connecting", "middle", "far"}) {
            QTest::addRow("%s light", scene) << false << QString::fromLatin1(scene);
            QTest::addRow("%s dark", scene) << true << QString::fromLatin1(scene);
        }
    }

    void everyScene()
    {
        QFETCH(bool, dark);
        QFETCH(QString, scene);
        m_theme->setChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
        GraphModel model;
        if (scene == u"middle" || scene == u"far")
            fillLarge(model, scene == u"far" ? 4000 : 120);
        else if (scene != u"empty")
            fillStates(model);
        CanvasPanel panel;
        panel.resize(1100, 700);
        panel.view().setModel(&model);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        if (scene == u"connecting") {
            panel.view().startConnecting(GraphNodeId{3}, {330, 300});
        } else if (scene == u"full") {
            panel.view().canvas().select({GraphNodeId{4}});
            panel.view().setCurrent(GraphNodeId{4}, true);
        }
        const QImage picture = panel.grab().toImage();
        keep(picture, scene + (dark ? u"-dark"_s : u"-light"_s));
        const Theme theme(dark ? ColourMode::Dark : ColourMode::Light);
        QVERIFY(holds(picture, theme.colour(Token::Sunken)));
        if (scene == u"full") {
            for (const StateKind kind : {StateKind::Success, StateKind::Failure, StateKind::Waiting, StateKind::Queued})
                QVERIFY2(holds(picture, theme.state(kind)), qPrintable(QString::number(int(kind))));
        }
    }

    void aRunningNodeTurnsOnlyItsRing()
    {
        GraphModel model;
        fillStates(model);
        CanvasPanel panel;
        panel.resize(1100, 700);
        panel.view().setModel(&model);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        const double before = panel.view().canvas().look().turn;
        QTRY_VERIFY(panel.view().canvas().look().turn != before);
        model.setState(GraphNodeId{5}, StateCell{StateKind::Success, u"Successful"_s}, {});
        QCOMPARE(panel.view().canvas().runningItems().size(), 0);
    }

private:
    static void fillStates(GraphModel &model)
    {
        const auto node = [](qint64 id, const QString &name, QPointF at, std::optional<StateKind> state, bool committed,
                             bool changed, const QString &detail = u"daily 02:00"_s) {
            GraphNode result = graphNode(id, name, at);
            if (state)
                result.state = StateCell{*state, u"State"_s};
            result.committed = committed;
            result.changed = changed;
            result.detail = detail;
            return result;
        };
        GraphNode start = node(1, u"start"_s, {0, 0}, StateKind::Success, true, false);
        start.kind = NodeKind::ZeroLoad;
        model.reset({start, node(2, u"Fetch_features"_s, {-210, 120}, StateKind::Success, true, true),
                     node(3, u"Train"_s, {0, 240}, StateKind::Success, true, false),
                     node(4, u"Deployment"_s, {-100, 360}, StateKind::Failure, true, false),
                     node(5, u"Smoke test"_s, {160, 360}, StateKind::Running, true, false, u"every 5 min"_s),
                     node(6, u"A_rather_long_name_of_a_node_that_does_not_fit"_s, {210, 120}, StateKind::Queued, true,
                          true, u"monthly on the 1st, 15th and the last day 23:55"_s),
                     node(7, u"Report"_s, {160, 480}, StateKind::Waiting, true, false),
                     node(8, u"Clean_up"_s, {-100, 480}, {}, false, true),
                     node(9, u"Archive"_s, {430, 240}, StateKind::Frozen, true, false),
                     node(10, u"Export"_s, {430, 360}, StateKind::DryRun, true, false),
                     node(11, u"Notify"_s, {430, 480}, StateKind::Stopped, true, false)},
                    {link(1, 2), link(1, 6), link(2, 3), link(6, 3), link(3, 4), link(3, 5), link(5, 7), link(4, 8),
                     link(6, 9), link(9, 10), link(10, 11)});
    }

    static void fillLarge(GraphModel &model, int count)
    {
        QList<GraphNode> nodes;
        QList<GraphLink> links;
        const int columns = std::max(8, count / 60);
        for (int i = 1; i <= count; ++i) {
            GraphNode node = graphNode(i, u"node_%1"_s.arg(i), QPointF(i % columns * 220, i / columns * 120));
            if (i % 3 != 0)
                node.state =
                    StateCell{StateKind(i % 7 == 0 ? int(StateKind::Failure) : int(StateKind::Success)), u"S"_s};
            nodes.append(node);
            if (i > columns)
                links.append(link(i - columns, i));
            if (i > columns && i % 3 == 0)
                links.append(link(i - columns + (i % columns > 0 ? -1 : 1), i));
        }
        model.reset(nodes, links);
    }

    static bool holds(const QImage &picture, const QColor &colour)
    {
        const QImage rgb = picture.convertToFormat(QImage::Format_RGB32);
        for (int y = 0; y < rgb.height(); ++y) {
            const QRgb *line = reinterpret_cast<const QRgb *>(rgb.constScanLine(y));
            if (std::find(line, line + rgb.width(), colour.rgb()) != line + rgb.width())
                return true;
        }
        return false;
    }

    static void keep(const QImage &picture, const QString &name)
    {
        const QString folder = qEnvironmentVariable("SLIPWAY_SHOTS");
        if (folder.isEmpty())
            return;
        QVERIFY(QDir().mkpath(folder));
        const QString scale = picture.devicePixelRatio() > 1 ? u"@2x"_s : QString();
        QVERIFY(picture.save(u"%1/canvas-%2%3.png"_s.arg(folder, name, scale)));
    }

    std::unique_ptr<ThemeController> m_theme;
};

QTEST_MAIN(TestCanvasLook)
#include "tst_canvas_look.moc"
