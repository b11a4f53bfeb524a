#include "app/eascmd/waiter.h"

#include "models/contract/error_mapping.h"

namespace slipway::eascmd {

using namespace Qt::StringLiterals;

static constexpr int firstPauseMs = 200;
static constexpr int longestLocalPauseMs = 1000;
static constexpr int longestCloudPauseMs = 3000;
// An engine that is being started again answers within this.
static constexpr qint64 unreachablePatienceMs = 30'000;

Waiter::Waiter(Session &session, const QString &service, Goal goal, int version)
    : QObject(&session),
      m_session(session),
      m_service(service),
      m_goal(goal),
      m_version(version),
      m_pauseMs(firstPauseMs)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Waiter::poll);
}

void Waiter::start()
{
    m_waiting.start();
    poll();
}

void Waiter::poll()
{
    m_session.call("GET", eas::servicePath(m_session.region(), m_service), "DescribeService"_L1, {},
                   [this](const Outcome<ApiAnswer> &answer) { onAnswer(answer); });
}

void Waiter::onAnswer(const Outcome<ApiAnswer> &answer)
{
    if (!answer)
        return onUnreachable(answer.error());
    m_unreachable.invalidate();
    if (m_goal == Goal::Gone && answer->status == 404) {
        say(u"Service was deleted successfully"_s);
        emit m_session.finished(Done);
        return;
    }
    const auto report = eas::decodeService(answer->status, answer->body);
    if (!report && report.error().kind == ErrorKind::Unavailable)
        return onUnreachable(report.error());
    if (!report)
        return m_session.fail(report.error());
    onService(*report);
}

void Waiter::onUnreachable(const Error &error)
{
    if (!m_unreachable.isValid())
        m_unreachable.start();
    if (m_unreachable.elapsed() > unreachablePatienceMs)
        return m_session.fail(error);
    again();
}

void Waiter::onService(const eas::ServiceReport &report)
{
    const Service &service = report.service;
    if (m_goal == Goal::Running && service.state == ServiceState::Failed)
        return failWith(u"The service %1 failed: %2"_s.arg(m_service, service.message));
    if (m_version != 0 && service.state == ServiceState::Running && service.currentVersion != m_version)
        return askAboutVersion(service); // its message may be about the failure, which is no [OK]
    // A running service's message may still be about an earlier version that failed; the goal is told in our words.
    if (!service.message.isEmpty() && service.state != ServiceState::Running)
        say(service.message);
    if (m_goal == Goal::Gone)
        return again();
    if (service.state == ServiceState::Stopped)
        return failWith(u"The service %1 was stopped meanwhile."_s.arg(m_service));
    if (service.state != ServiceState::Running)
        return again();
    say(u"Service is running"_s);
    emit m_session.finished(Done);
}

// The service runs, but with another version: ours is still on its way, or will never come.
void Waiter::askAboutVersion(const Service &service)
{
    const QByteArray target = eas::servicePath(m_session.region(), m_service, "/versions?PageNumber=1&PageSize=100"_L1);
    m_session.call("GET", target, "ListServiceVersions"_L1, {}, [this, service](const Outcome<ApiAnswer> &answer) {
        if (!answer)
            return onUnreachable(answer.error());
        const auto page = eas::decodeVersionPage(answer->status, answer->body);
        if (!page)
            return m_session.fail(page.error());
        onVersions(*page, service);
    });
}

void Waiter::onVersions(const eas::Page<eas::VersionReport> &page, const Service &service)
{
    for (const eas::VersionReport &report : page.items) {
        if (report.version.number == m_version && report.version.state == VersionState::Failed) {
            return failWith(u"Version %1 of %2 failed; version %3 goes on serving. %4"_s.arg(m_version)
                                .arg(m_service)
                                .arg(service.currentVersion)
                                .arg(report.version.message));
        }
    }
    if (service.currentVersion > m_version && service.currentVersion == service.latestVersion)
        return failWith(u"Version %1 of %2 was overtaken by version %3."_s.arg(m_version).arg(m_service).arg(
            service.currentVersion));
    again();
}

void Waiter::again()
{
    if (m_waiting.elapsed() > qint64(m_session.options().timeLimitSeconds) * 1000) {
        return failWith(
            u"The service %1 is not there after %2 s. It may still come; see \"eascmd desc %1\"."_s.arg(m_service).arg(
                m_session.options().timeLimitSeconds));
    }
    m_timer.start(m_pauseMs);
    m_pauseMs = std::min(m_pauseMs * 3 / 2, m_session.isLocal() ? longestLocalPauseMs : longestCloudPauseMs);
}

void Waiter::say(const QString &message)
{
    if (message == m_said)
        return;
    m_said = message;
    m_session.printOk(message);
}

void Waiter::failWith(const QString &message)
{
    m_session.fail({ErrorKind::Conflict, {}, message, {}, {}, false});
}

} // namespace slipway::eascmd
