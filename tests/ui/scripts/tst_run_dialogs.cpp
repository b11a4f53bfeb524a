#include "ui/scripts/run_dialogs.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

ResourceGroup group(int id, ResourceGroupState state)
{
    ResourceGroup made;
    made.identifier = u"group_%1"_s.arg(id);
    made.name = u"excl_%1"_s.arg(id);
    made.state = state;
    return made;
}

QPushButton *okOf(const QDialog &dialog)
{
    return dialog.findChild<QPushButton *>(u"runtimeParametersOk"_s);
}

// On the heap: the dialogs delete themselves.
RuntimeParametersDialog *ask(QWidget &page, int parameters, const QStringList &remembered = {}, bool anyway = false)
{
    return new RuntimeParametersDialog({FileId(500), parameters, remembered, anyway}, &page);
}

} // namespace

class TestRunDialogs : public QObject
{
    Q_OBJECT

private slots:
    void waitsForTheGroups();
    void takesARunningGroup_data();
    void takesARunningGroup();
    void saysHowToGetAGroup();
    void keepsTheChoiceWhenTheGroupsComeAgain();
    void canBeRetriedWhenTheGroupsAreUnknown();
    void asksForValues_data();
    void asksForValues();
    void warnsBeforeARun();
    void takesAChangeDescription();
};

void TestRunDialogs::waitsForTheGroups()
{
    QWidget page;
    auto *dialog = ask(page, 0);
    QVERIFY(!okOf(*dialog)->isEnabled());
    dialog->setGroups({group(1, ResourceGroupState::Running)}, {});
    QVERIFY(okOf(*dialog)->isEnabled());
    QCOMPARE(dialog->run().resourceGroup, u"group_1"_s);
    QCOMPARE(dialog->run().file, FileId(500));
}

void TestRunDialogs::takesARunningGroup_data()
{
    QTest::addColumn<QString>("preferred");
    QTest::addColumn<QString>("taken");
    QTest::newRow("none preferred: the first") << u""_s << u"group_1"_s;
    QTest::newRow("the preferred one") << u"group_2"_s << u"group_2"_s;
    QTest::newRow("not one that is stopped") << u"group_3"_s << u"group_1"_s;
    QTest::newRow("not one that is gone") << u"group_9"_s << u"group_1"_s;
}

void TestRunDialogs::takesARunningGroup()
{
    QFETCH(QString, preferred);
    QFETCH(QString, taken);
    QWidget page;
    auto *dialog = ask(page, 0);
    using enum ResourceGroupState;
    dialog->setGroups({group(1, Running), group(2, Running), group(3, Stopped)}, preferred);
    QCOMPARE(dialog->run().resourceGroup, taken);
}

void TestRunDialogs::saysHowToGetAGroup()
{
    QWidget page;
    auto *dialog = ask(page, 0);
    dialog->show();
    dialog->setGroups({group(3, ResourceGroupState::Stopped)}, u"group_3"_s);
    QVERIFY(!okOf(*dialog)->isEnabled());
    auto *link = dialog->findChild<QPushButton *>(u"runGoToGroups"_s);
    QVERIFY(link->isVisible());
    QSignalSpy requests(dialog, &RuntimeParametersDialog::groupsPageRequested);
    link->click();
    QCOMPARE(requests.size(), 1);
    dialog->setGroups({group(3, ResourceGroupState::Running)}, {}); // it was started meanwhile
    QVERIFY(okOf(*dialog)->isEnabled());
    QVERIFY(!link->isVisible());
}

void TestRunDialogs::keepsTheChoiceWhenTheGroupsComeAgain()
{
    QWidget page;
    auto *dialog = ask(page, 0);
    const QList<ResourceGroup> groups{group(1, ResourceGroupState::Running), group(2, ResourceGroupState::Running)};
    dialog->setGroups(groups, u"group_1"_s);
    dialog->findChild<QComboBox *>(u"runResourceGroup"_s)->setCurrentIndex(1);
    dialog->setGroups(groups, u"group_1"_s);
    QCOMPARE(dialog->run().resourceGroup, u"group_2"_s);
}

void TestRunDialogs::canBeRetriedWhenTheGroupsAreUnknown()
{
    QWidget page;
    auto *dialog = ask(page, 1);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"runParameter1"_s), u"prod"_s);
    dialog->setGroupsUnknown(Error::unavailable(u"The engine does not answer."_s));
    QVERIFY(!okOf(*dialog)->isEnabled());
    dialog->setGroups({group(1, ResourceGroupState::Running)}, {});
    QVERIFY(okOf(*dialog)->isEnabled());
    QCOMPARE(dialog->run().parameters, QStringList{u"prod"_s});
}

void TestRunDialogs::asksForValues_data()
{
    QTest::addColumn<int>("parameters");
    QTest::addColumn<QStringList>("remembered");
    QTest::addColumn<bool>("anyway");
    QTest::addColumn<int>("fields");
    QTest::addColumn<QStringList>("values");
    const QStringList none;
    const QStringList one{u"prod"_s};
    const QStringList two{u"prod"_s, u"20261121"_s};
    QTest::newRow("Run, no parameters") << 0 << none << false << 0 << none;
    QTest::newRow("Run, the first time") << 2 << none << false << 2 << QStringList{u""_s, u""_s};
    QTest::newRow("Run, all remembered") << 2 << two << false << 0 << two;
    QTest::newRow("Run, one more than remembered") << 2 << one << false << 2 << QStringList{u"prod"_s, u""_s};
    QTest::newRow("Run, fewer than remembered") << 1 << two << false << 0 << one;
    QTest::newRow("Run with Parameters") << 2 << two << true << 2 << two;
}

void TestRunDialogs::asksForValues()
{
    QFETCH(int, parameters);
    QFETCH(QStringList, remembered);
    QFETCH(bool, anyway);
    QFETCH(int, fields);
    QFETCH(QStringList, values);
    QWidget page;
    auto *dialog = ask(page, parameters, remembered, anyway);
    QCOMPARE(dialog->findChildren<QLineEdit *>(QRegularExpression(u"^runParameter"_s)).size(), fields);
    QCOMPARE(dialog->run().parameters, values);
}

void TestRunDialogs::warnsBeforeARun()
{
    QWidget page;
    auto *dialog = new RunWarningDialog(u"Deployment"_s, &page);
    QSignalSpy submissions(dialog, &DialogFrame::submitted);
    dialog->findChild<QPushButton *>(u"continueToRun"_s)->click();
    QCOMPARE(submissions.size(), 1);
}

void TestRunDialogs::takesAChangeDescription()
{
    QWidget page;
    auto *dialog = new CommitDialog(u"Deployment"_s, 3, &page);
    dialog->findChild<QLineEdit *>(u"commitComment"_s)->setText(u"  better  "_s);
    QCOMPARE(dialog->comment(), u"better"_s);
}

QTEST_MAIN(TestRunDialogs)
#include "tst_run_dialogs.moc"
