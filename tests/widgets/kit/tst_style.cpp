#include "widgets/kit/slipway_style.h"

#include <QApplication>
#include <QComboBox>
#include <QCursor>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestStyle : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new SlipwayStyle); }
    // After a choice from the list no leave event comes, and Qt goes on calling the box hovered.
    void aComboBoxIsHoveredOnlyUnderThePointer();
};

void TestStyle::aComboBoxIsHoveredOnlyUnderThePointer()
{
    QWidget window;
    window.resize(300, 200);
    QComboBox box(&window);
    box.addItem(u"Run all of them"_s);
    box.setGeometry(20, 20, 200, 30);
    box.setFocusPolicy(Qt::NoFocus);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));

    QCursor::setPos(window.mapToGlobal(QPoint(280, 180)));
    box.setAttribute(Qt::WA_UnderMouse, false);
    const QImage plain = box.grab().toImage();
    box.setAttribute(Qt::WA_UnderMouse);
    QCOMPARE(box.grab().toImage(), plain);

    QCursor::setPos(box.mapToGlobal(box.rect().center()));
    box.setAttribute(Qt::WA_UnderMouse);
    QVERIFY(box.grab().toImage() != plain);
}

QTEST_MAIN(TestStyle)
#include "tst_style.moc"
