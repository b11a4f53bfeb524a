#include "tests/support/fake_backends.h"
#include "ui/groups/create_group_presenter.h"
#include "ui/groups/groups_presenter.h"
#include "ui/shell/workspace_context.h"

#include <QSignalSpy>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestGroupsPresenter : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void readsAndFollowsEvents();
    void keepsTheListWhenAReadFails();
    void saysWhyTheFirstReadFailed();
    void waitsForTheConnection();
    void whatMayBeDone_data();
    void whatMayBeDone();
    void bindsAndUnbinds();
    void failedActionIsTold();
    void nameRules_data();
    void nameRules();
    void purchaseGivesAnOrder();
    void createsWhatWasTyped();
    void failureAtAFieldNamesIt();
    void answersToAClosedPanelAreDropped();

private:
    std::unique_ptr<FakeBackends> m_fake;
    std::unique_ptr<Backends> m_backends;
    std::unique_ptr<WorkspaceContext> m_workspace;
    std::unique_ptr<GroupsPresenter> m_groups;
};

void TestGroupsPresenter::init()
{
    m_groups.reset();
    m_workspace = std::make_unique<WorkspaceContext>();
    m_fake = std::make_unique<FakeBackends>();
    fillWorld(m_fake->world());
    m_backends = std::make_unique<Backends>(m_fake->backends());
    m_workspace->setWorkspaces(m_fake->world().workspaces);
    m_groups = std::make_unique<GroupsPresenter>(*m_backends, *m_workspace);
}

void TestGroupsPresenter::readsAndFollowsEvents()
{
    QCOMPARE(m_groups->phase(), GroupsPresenter::Phase::Loading);
    m_groups->load();
    QTRY_COMPARE(m_groups->phase(), GroupsPresenter::Phase::Ready);
    QCOMPARE(m_groups->table().rowCount(), 5);
    ResourceGroup running = m_fake->world().groups.at(3);
    running.state = ResourceGroupState::Running;
    emit m_fake->feed().groupChanged(running);
    QCOMPARE(m_groups->group(running.id)->state, ResourceGroupState::Running);
    emit m_fake->feed().groupRemoved(running.id);
    QCOMPARE(m_groups->table().rowCount(), 4);
    QVERIFY(!m_groups->group(running.id));
}

void TestGroupsPresenter::keepsTheListWhenAReadFails()
{
    m_groups->load();
    QTRY_COMPARE(m_groups->table().rowCount(), 5);
    QSignalSpy failed(m_groups.get(), &GroupsPresenter::loadFailed);
    m_fake->world().failure = Error::unavailable(u"gone"_s);
    m_fake->feed().setState(ConnectionState::Online); // reads again
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(m_groups->table().rowCount(), 5);
    QCOMPARE(m_groups->phase(), GroupsPresenter::Phase::Ready);
}

void TestGroupsPresenter::saysWhyTheFirstReadFailed()
{
    m_fake->world().failure = Error::unavailable(u"The database is locked."_s);
    m_groups->load();
    QTRY_COMPARE(m_groups->phase(), GroupsPresenter::Phase::Failed);
    QCOMPARE(m_groups->problem().message, u"The database is locked."_s);
}

void TestGroupsPresenter::waitsForTheConnection()
{
    m_fake->feed().setState(ConnectionState::Connecting);
    m_groups->load();
    QVERIFY(m_fake->world().calls.isEmpty());
    QCOMPARE(m_groups->phase(), GroupsPresenter::Phase::Loading);
    m_fake->feed().setState(ConnectionState::Online);
    QTRY_COMPARE(m_groups->phase(), GroupsPresenter::Phase::Ready);
}

void TestGroupsPresenter::whatMayBeDone_data()
{
    using enum ResourceGroupState;
    QTest::addColumn<ResourceGroupState>("state");
    QTest::addColumn<int>("bound");
    QTest::addColumn<int>("busy");
    QTest::addColumn<bool>("start");
    QTest::addColumn<bool>("stop");
    QTest::addColumn<bool>("remove");
    QTest::newRow("running, free") << Running << 0 << 0 << false << true << true;
    QTest::newRow("running, bound") << Running << 1 << 0 << false << true << false;
    QTest::newRow("running, busy") << Running << 0 << 2 << false << true << false;
    QTest::newRow("stopped") << Stopped << 0 << 0 << true << false << true;
    QTest::newRow("creating") << Creating << 0 << 0 << false << false << true;
    QTest::newRow("initialising") << Initialising << 0 << 0 << false << false << true;
    QTest::newRow("failed") << CreateFailed << 0 << 0 << false << false << true;
    QTest::newRow("deleting") << Deleting << 0 << 0 << false << false << false;
}

void TestGroupsPresenter::whatMayBeDone()
{
    QFETCH(ResourceGroupState, state);
    QFETCH(int, bound);
    QFETCH(int, busy);
    QFETCH(bool, start);
    QFETCH(bool, stop);
    QFETCH(bool, remove);
    ResourceGroup group;
    group.state = state;
    group.runningInstances = busy;
    for (int at = 0; at < bound; ++at)
        group.workspaces.append(WorkspaceId(at + 1));
    QCOMPARE(GroupsPresenter::whyNotStart(group).isEmpty(), start);
    QCOMPARE(GroupsPresenter::whyNotStop(group).isEmpty(), stop);
    QCOMPARE(GroupsPresenter::whyNotDelete(group).isEmpty(), remove);
}

void TestGroupsPresenter::bindsAndUnbinds()
{
    m_groups->load();
    QTRY_COMPARE(m_groups->table().rowCount(), 5);
    const ResourceGroupId group(3);
    m_groups->bind(group, WorkspaceId(2));
    QCOMPARE(m_groups->group(group)->workspaces, QList<WorkspaceId>{WorkspaceId(2)});
    const int row = m_groups->table().rowOf(group);
    QCOMPARE(m_groups->table().index(row, ResourceGroupTable::Workspaces).data().toString(), u"fraud_team"_s);
    m_groups->unbind(group, WorkspaceId(2));
    QVERIFY(m_groups->group(group)->workspaces.isEmpty());
}

void TestGroupsPresenter::failedActionIsTold()
{
    m_groups->load();
    QTRY_COMPARE(m_groups->table().rowCount(), 5);
    QSignalSpy failed(m_groups.get(), &GroupsPresenter::actionFailed);
    m_fake->world().failure = Error::conflict(u"Busy"_s, u"It is busy."_s);
    m_groups->stop(ResourceGroupId(1));
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.first().at(1).value<Error>().code, u"Busy"_s);
}

void TestGroupsPresenter::nameRules_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("good");
    QTest::newRow("plain") << u"excl_2"_s << true;
    QTest::newRow("60 characters") << QString(60, u'a') << true;
    QTest::newRow("61 characters") << QString(61, u'a') << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("space") << u"a b"_s << false;
    QTest::newRow("hyphen") << u"a-b"_s << false;
    QTest::newRow("taken") << u"excl_deploy"_s << false;
}

void TestGroupsPresenter::nameRules()
{
    QFETCH(QString, name);
    QFETCH(bool, good);
    m_groups->load();
    QTRY_COMPARE(m_groups->table().rowCount(), 5);
    CreateGroupPresenter create(*m_backends, *m_groups);
    QVERIFY(create.nameProblem().isEmpty()); // nothing typed, nothing said
    QVERIFY(!create.isReady());
    create.setName(name);
    QCOMPARE(create.nameProblem().isEmpty(), good);
    QCOMPARE(create.isReady(), good);
    create.submit();
    QCOMPARE(m_fake->world().calls.contains(u"createGroup "_s + name), good);
}

void TestGroupsPresenter::purchaseGivesAnOrder()
{
    CreateGroupPresenter create(*m_backends, *m_groups);
    QSignalSpy made(&create, &CreateGroupPresenter::orderMade);
    create.purchase();
    QTRY_COMPARE(made.count(), 1);
    QVERIFY(!made.first().first().toString().isEmpty());
}

void TestGroupsPresenter::createsWhatWasTyped()
{
    CreateGroupPresenter create(*m_backends, *m_groups);
    QSignalSpy created(&create, &CreateGroupPresenter::created);
    create.setName(u"excl_9"_s);
    create.setDescription(u"Ninth"_s);
    create.setOrderNumber(u" 42 "_s);
    create.setSlotCount(3);
    create.submit();
    QVERIFY(create.isBusy());
    QVERIFY(!create.isReady());
    QTRY_COMPARE(created.count(), 1);
    const ResourceGroup &made = m_fake->world().groups.last();
    QCOMPARE(made.name, u"excl_9"_s);
    QCOMPARE(made.description, u"Ninth"_s);
    QCOMPARE(made.orderNumber, u"42"_s);
    QCOMPARE(made.slotCount, 3);
    QVERIFY(!create.isBusy());
}

void TestGroupsPresenter::failureAtAFieldNamesIt()
{
    CreateGroupPresenter create(*m_backends, *m_groups);
    QSignalSpy failed(&create, &CreateGroupPresenter::failed);
    m_fake->world().failure = Error::invalid(u"OrderNumber"_s, u"The order was used."_s);
    create.setName(u"excl_9"_s);
    create.submit();
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.first().at(1).value<Error>().field, u"OrderNumber"_s);
    QVERIFY(create.isReady()); // what was typed is kept
    QCOMPARE(create.spec().name, u"excl_9"_s);
}

void TestGroupsPresenter::answersToAClosedPanelAreDropped()
{
    CreateGroupPresenter create(*m_backends, *m_groups);
    QSignalSpy made(&create, &CreateGroupPresenter::orderMade);
    QSignalSpy again(&create, &CreateGroupPresenter::created);
    create.purchase();
    create.reset();
    create.setName(u"excl_9"_s);
    create.submit();
    QTRY_COMPARE(again.count(), 1);
    QCOMPARE(made.count(), 0);
}

QTEST_GUILESS_MAIN(TestGroupsPresenter)
#include "tst_groups_presenter.moc"
