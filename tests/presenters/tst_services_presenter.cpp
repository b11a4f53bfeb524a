#include "tests/support/fake_backends.h"
#include "ui/services/services_presenter.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

Service service(const QString &name, const QString &region = u"cn-shanghai"_s)
{
    Service made;
    made.region = region;
    made.name = name;
    made.state = ServiceState::Running;
    made.currentVersion = 2;
    made.latestVersion = 2;
    return made;
}

ServiceVersion version(int number)
{
    ServiceVersion made;
    made.number = number;
    return made;
}

} // namespace

class TestServicesPresenter : public QObject
{
    Q_OBJECT

private slots:
    void listsTheServicesOfTheRegion();
    void readsTheChosenOnesVersions();
    void readsVersionsAgainWhenTheyChange();
    void showsAChangeOfTheChosenOneAtOnce();
    void tellsWhenTheChosenOneHasComeToRest();
    void readsWhileTheFeedDoesNotRest();
    void forgetsAServiceThatIsRemoved();
    void leavesOtherRegionsAlone();
    void rollsBack();
    void tellsWhyACommandFailed();
    void tellsApartAnAnswerAndAFailureToAsk();
    void dropsAnswersOfAnotherService();
    void keepsItsRowsWhenReadingFails();
    void asksNothingOfNoService();
};

void TestServicesPresenter::listsTheServicesOfTheRegion()
{
    FakeBackends fake;
    fake.world().services = {service(u"churn"_s), service(u"fraud"_s, u"cn-beijing"_s)};
    ServicesPresenter presenter(fake.backends());
    presenter.setRegion(u"cn-shanghai"_s);
    QTRY_COMPARE(presenter.state(), ServicesPresenter::State::Ready);
    QCOMPARE(presenter.services().rows().size(), 1);
    presenter.setRegion(u"cn-beijing"_s);
    QVERIFY(presenter.services().rows().isEmpty());
    QTRY_COMPARE(presenter.services().rows().size(), 1);
    QCOMPARE(presenter.services().rows().first().name, u"fraud"_s);
}

void TestServicesPresenter::readsTheChosenOnesVersions()
{
    FakeBackends fake;
    fake.world().services = {service(u"churn"_s)};
    fake.world().services[0].token = u"a-token"_s;
    fake.world().serviceVersions[u"churn"_s] = {version(2), version(1)};
    ServicesPresenter presenter(fake.backends());
    presenter.setRegion(u"cn-shanghai"_s);
    QTRY_COMPARE(presenter.services().rows().size(), 1);
    presenter.select(u"churn"_s);
    QTRY_COMPARE(presenter.versions().rows().size(), 2);
    QTRY_COMPARE(presenter.current().token, u"a-token"_s);
}

void TestServicesPresenter::readsVersionsAgainWhenTheyChange()
{
    FakeBackends fake;
    fake.world().services = {service(u"churn"_s)};
    ServicesPresenter presenter(fake.backends());
    presenter.setRegion(u"cn-shanghai"_s);
    presenter.select(u"churn"_s);
    QTRY_COMPARE(presenter.services().rows().size(), 1);
    fake.world().serviceVersions[u"churn"_s] = {version(3)};
    for (int times = 0; times < 10; ++times)
        emit fake.feed().serviceVersionsChanged(u"cn-shanghai"_s, u"churn"_s);
    QTRY_COMPARE(presenter.versions().rows().size(), 1);
    QVERIFY(fake.world().calls.count(u"listServiceVersions"_s) <= 3); // a burst asks once
}

// After a roll-back the list said V1 while the detail beside it still said V2.
void TestServicesPresenter::showsAChangeOfTheChosenOneAtOnce()
{
    FakeBackends fake;
    fake.world().services = {service(u"churn"_s)};
    fake.world().services[0].token = u"t0ken"_s;
    ServicesPresenter presenter(fake.backends());
    presenter.setRegion(u"cn-shanghai"_s);
    presenter.select(u"churn"_s); // its description is on its way, and will be older than the change
    Service rolledBack = service(u"churn"_s);
    rolledBack.currentVersion = 1;
    fake.world().services[0].currentVersion = 1;
    emit fake.feed().serviceChanged(rolledBack);
    QCOMPARE(presenter.current().currentVersion, 1);
    for (int turn = 0; turn < 5; ++turn)
        QCoreApplication::processEvents();
    QCOMPARE(presenter.current().currentVersion, 1);
    QTRY_COMPARE(presenter.current().token, u"t0ken"_s); // read again
    QCOMPARE(presenter.current().currentVersion, 1);
}

void TestServicesPresenter::tellsWhenTheChosenOneHasComeToRest()
{
    FakeBackends fake;
    fake.world().services = {service(u"churn"_s)};
    ServicesPresenter presenter(fake.backends());
    presenter.setRegion(u"cn-shanghai"_s);
    QTRY_COMPARE(presenter.services().rows().size(), 1);
    presenter.select(u"churn"_s);
    QSignalSpy settled(&presenter, &ServicesPresenter::settled);
    Service moving = service(u"churn"_s);
    emit fake.feed().serviceChanged(moving); // a new figure, no change of state
    for (const ServiceState state : {ServiceState::Updating, ServiceState::Starting}) {
        moving.state = state;
        emit fake.feed().serviceChanged(moving);
    }
    QCOMPARE(settled.size(), 0);
    moving.state = ServiceState::Running;
    emit fake.feed().serviceChanged(moving);
    QCOMPARE(settled.size(), 1);
}

void TestServicesPresenter::readsWhileTheFeedDoesNotRest()
{
    FakeBackends fake;
    fake.world().services = {service(u"churn"_s)};
    ServicesPresenter presenter(fake.backends());
    presenter.setRegion(u"cn-shanghai"_s);
    QTRY_COMPARE(presenter.services().rows().size(), 1);
    presenter.select(u"churn"_s);
    fake.world().calls.clear();
    QTimer restless;
    connect(&restless, &QTimer::timeout, &presenter, [&fake] { emit fake.feed().serviceChanged(service(u"churn"_s)); });
    restless.start(20);
    QTRY_VERIFY(fake.world().calls.count(u"describe"_s) >= 2);
}

void TestServicesPresenter::forgetsAServiceThatIsRemoved()
{
    FakeBackends fake;
    fake.world().services = {service(u"churn"_s)};
    ServicesPresenter presenter(fake.backends());
    presenter.setRegion(u"cn-shanghai"_s);
    QTRY_COMPARE(presenter.services().rows().size(), 1);
    presenter.select(u"churn"_s);
    emit fake.feed().serviceRemoved(u"cn-shanghai"_s, u"churn"_s);
    QVERIFY(presenter.services().rows().isEmpty());
    QVERIFY(presenter.current().name.isEmpty());
}

void TestServicesPresenter::leavesOtherRegionsAlone()
{
    FakeBackends fake;
    ServicesPresenter presenter(fake.backends());
    presenter.setRegion(u"cn-shanghai"_s);
    QTRY_COMPARE(presenter.state(), ServicesPresenter::State::Ready);
    emit fake.feed().serviceChanged(service(u"churn"_s, u"cn-beijing"_s));
    QVERIFY(presenter.services().rows().isEmpty());
    emit fake.feed().serviceChanged(service(u"churn"_s));
    QCOMPARE(presenter.services().rows().size(), 1);
}

void TestServicesPresenter::rollsBack()
{
    FakeBackends fake;
    ServicesPresenter presenter(fake.backends());
    presenter.setRegion(u"cn-shanghai"_s);
    presenter.select(u"churn"_s);
    QSignalSpy accepted(&presenter, &ServicesPresenter::accepted);
    presenter.switchVersion(1);
    QTRY_COMPARE(accepted.size(), 1);
    QVERIFY(fake.world().calls.contains(u"switchVersion churn 1"_s));
}

void TestServicesPresenter::tellsWhyACommandFailed()
{
    FakeBackends fake;
    ServicesPresenter presenter(fake.backends());
    presenter.setRegion(u"cn-shanghai"_s);
    presenter.select(u"churn"_s);
    fake.world().failure = Error::conflict(u"Conflict"_s, u"It is being updated."_s);
    QSignalSpy failures(&presenter, &ServicesPresenter::failed);
    using enum ServicesPresenter::Command;
    for (const auto command : {Start, Stop, Restart, Delete})
        presenter.perform(command);
    presenter.scale(3);
    QTRY_COMPARE(failures.size(), 5);
    QCOMPARE(failures[4][1].value<Error>().message, u"It is being updated."_s);
}

void TestServicesPresenter::tellsApartAnAnswerAndAFailureToAsk()
{
    FakeBackends fake;
    ServicesPresenter presenter(fake.backends());
    presenter.setRegion(u"cn-shanghai"_s);
    presenter.select(u"churn"_s);
    QSignalSpy answers(&presenter, &ServicesPresenter::answered);
    QSignalSpy failures(&presenter, &ServicesPresenter::notAnswered);
    presenter.predict("[1]");
    QTRY_COMPARE(answers.size(), 1);
    fake.world().failure = Error::unavailable(u"The gateway does not answer."_s);
    presenter.predict("[1]");
    QTRY_COMPARE(failures.size(), 1);
    QCOMPARE(answers.size(), 1);
}

void TestServicesPresenter::dropsAnswersOfAnotherService()
{
    FakeBackends fake;
    fake.world().serviceVersions[u"churn"_s] = {version(2)};
    ServicesPresenter presenter(fake.backends());
    presenter.setRegion(u"cn-shanghai"_s);
    QSignalSpy answers(&presenter, &ServicesPresenter::answered);
    presenter.select(u"churn"_s);
    presenter.predict("[1]");
    presenter.select(u"fraud"_s); // the answers about churn are under way
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    QVERIFY(presenter.versions().rows().isEmpty());
    QCOMPARE(answers.size(), 0);
}

void TestServicesPresenter::keepsItsRowsWhenReadingFails()
{
    FakeBackends fake;
    fake.world().services = {service(u"churn"_s)};
    ServicesPresenter presenter(fake.backends());
    presenter.setRegion(u"cn-shanghai"_s);
    QTRY_COMPARE(presenter.state(), ServicesPresenter::State::Ready);
    fake.world().failure = Error::unavailable(u"The engine does not answer."_s);
    presenter.reload();
    QTRY_COMPARE(presenter.state(), ServicesPresenter::State::Failed);
    QCOMPARE(presenter.services().rows().size(), 1);
}

void TestServicesPresenter::asksNothingOfNoService()
{
    FakeBackends fake;
    ServicesPresenter presenter(fake.backends());
    presenter.perform(ServicesPresenter::Command::Delete);
    QVERIFY(fake.world().calls.isEmpty());
}

QTEST_GUILESS_MAIN(TestServicesPresenter)
#include "tst_services_presenter.moc"
