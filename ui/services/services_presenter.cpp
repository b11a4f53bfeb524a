#include "ui/services/services_presenter.h"

#include "models/backend/event_feed.h"

namespace slipway {

namespace {
constexpr auto settleTime = std::chrono::milliseconds(120);

bool isMoving(ServiceState state)
{
    return state != ServiceState::Running && state != ServiceState::Stopped && state != ServiceState::Failed;
}
} // namespace

ServicesPresenter::ServicesPresenter(const Backends &backends, QObject *parent) : QObject(parent), m_backends(backends)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleTime);
    connect(&m_settle, &QTimer::timeout, this, &ServicesPresenter::readDetails);
    connect(&m_backends.events, &EventFeed::serviceChanged, this, &ServicesPresenter::changed);
    connect(&m_backends.events, &EventFeed::serviceRemoved, this, [this](const QString &region, const QString &name) {
        if (region != m_region)
            return;
        m_services.remove(name);
        if (name == m_current.name)
            select({});
        emit listChanged();
    });
    connect(&m_backends.events, &EventFeed::serviceVersionsChanged, this,
            [this](const QString &region, const QString &name) {
                if (region == m_region && name == m_current.name)
                    readSoon();
            });
    connect(&m_backends.events, &EventFeed::resynchronise, this, &ServicesPresenter::reload);
}

void ServicesPresenter::setRegion(const QString &region)
{
    if (region == m_region)
        return;
    m_region = region;
    m_state = State::Loading;
    m_services.setRows({});
    select({});
    reload();
}

void ServicesPresenter::setTimeZone(const QTimeZone &zone)
{
    m_versions.setTimeZone(zone);
    m_instances.setTimeZone(zone);
    m_events.setTimeZone(zone);
}

void ServicesPresenter::reload()
{
    if (m_region.isEmpty())
        return;
    m_backends.services.listServices(m_region).then(this,
                                                    [this, asked = m_region](const Outcome<QList<Service>> &services) {
                                                        if (asked == m_region)
                                                            received(services);
                                                    });
    if (!m_current.name.isEmpty())
        readDetails();
}

void ServicesPresenter::received(const Outcome<QList<Service>> &services)
{
    if (services.ok()) {
        m_state = State::Ready;
        m_services.setRows(*services);
    } else if (services.failed()) {
        m_state = State::Failed;
        m_error = services.error();
    }
    emit listChanged();
}

bool ServicesPresenter::isCurrent(const QString &region, const QString &name) const
{
    return region == m_region && name == m_current.name;
}

void ServicesPresenter::select(const QString &name)
{
    if (name == m_current.name)
        return;
    const Service *row = m_services.find(name);
    m_current = row ? *row : Service{};
    m_current.name = name;
    m_current.region = m_region;
    m_versions.setRows({});
    m_instances.setRows({});
    m_events.setEvents({});
    emit currentChanged();
    if (!name.isEmpty())
        readDetails();
}

void ServicesPresenter::changed(const Service &service)
{
    if (service.region != m_region)
        return;
    m_services.upsert(service);
    emit listChanged();
    if (service.name == m_current.name)
        takeCurrent(service);
}

// The detail says what the list says, at once; what the feed does not carry stays until it is read.
void ServicesPresenter::takeCurrent(Service service)
{
    ++m_changes;
    if (service.token.isEmpty())
        service.token = m_current.token;
    if (service.config.isEmpty())
        service.config = m_current.config;
    replaceCurrent(service);
    readSoon();
}

void ServicesPresenter::replaceCurrent(const Service &service)
{
    const bool wasMoving = isMoving(m_current.state);
    m_current = service;
    emit currentChanged();
    if (wasMoving && !isMoving(service.state))
        emit settled();
}

// Not put off by what comes meanwhile: while versions are changed over, the feed does not rest.
void ServicesPresenter::readSoon()
{
    if (!m_settle.isActive())
        m_settle.start();
}

void ServicesPresenter::readCurrent()
{
    m_backends.services.describe(m_region, m_current.name)
        .then(this,
              [this, region = m_region, name = m_current.name, asked = m_changes](const Outcome<Service> &service) {
                  if (!isCurrent(region, name) || !service.ok() || asked != m_changes)
                      return;
                  replaceCurrent(*service);
              });
}

void ServicesPresenter::readDetails()
{
    const QString name = m_current.name;
    const QString region = m_region;
    if (name.isEmpty())
        return;
    readCurrent();
    ServicesBackend &services = m_backends.services;
    services.listVersions(region, name)
        .then(this, [this, region, name](const Outcome<QList<ServiceVersion>> &versions) {
            if (isCurrent(region, name) && versions.ok())
                m_versions.setRows(*versions);
        });
    services.listInstances(region, name)
        .then(this, [this, region, name](const Outcome<QList<ServiceInstance>> &instances) {
            if (isCurrent(region, name) && instances.ok())
                m_instances.setRows(*instances);
        });
    services.events(region, name).then(this, [this, region, name](const Outcome<QList<ServiceEvent>> &events) {
        if (isCurrent(region, name) && events.ok())
            m_events.setEvents(*events);
    });
}

template <class Reply>
void ServicesPresenter::report(Reply reply, const QString &what)
{
    reply.then(this, [this, what](const Outcome<QString> &message) {
        if (message.failed())
            emit failed(what, message.error());
        else if (message.ok())
            emit accepted(*message);
        readSoon();
    });
}

void ServicesPresenter::perform(Command command)
{
    ServicesBackend &services = m_backends.services;
    const QString &name = m_current.name;
    if (name.isEmpty())
        return; // it was removed while the question was on screen
    switch (command) {
    case Command::Start:
        return report(services.start(m_region, name), tr("The service could not be started."));
    case Command::Stop:
        return report(services.stop(m_region, name), tr("The service could not be stopped."));
    case Command::Restart:
        return report(services.restart(m_region, name), tr("The service could not be restarted."));
    case Command::Delete:
        return report(services.remove(m_region, name), tr("The service could not be deleted."));
    }
}

void ServicesPresenter::switchVersion(int version)
{
    report(m_backends.services.switchVersion(m_region, m_current.name, version),
           tr("The version could not be switched."));
}

void ServicesPresenter::scale(int instances)
{
    report(m_backends.services.scale(m_region, m_current.name, instances), tr("The service could not be scaled."));
}

void ServicesPresenter::readLogs()
{
    m_backends.services.logs(m_region, m_current.name, {})
        .then(this, [this, region = m_region, name = m_current.name](const Outcome<QStringList> &lines) {
            if (!isCurrent(region, name))
                return;
            if (lines.ok())
                emit logsRead(*lines);
            else if (lines.failed())
                emit failed(tr("The logs could not be read."), lines.error());
        });
}

void ServicesPresenter::predict(const QByteArray &body)
{
    m_backends.services.predict(m_current, body)
        .then(this, [this, region = m_region, name = m_current.name](const Outcome<PredictAnswer> &answer) {
            if (!isCurrent(region, name))
                return;
            if (answer.ok())
                emit answered(*answer);
            else
                emit notAnswered(answer.failed() ? answer.error()
                                                 : Error::unavailable(tr("The request was given up.")));
        });
}

} // namespace slipway
