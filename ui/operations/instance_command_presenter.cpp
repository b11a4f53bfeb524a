#include "ui/operations/instance_command_presenter.h"

#include "models/backend/runs_backend.h"
#include "models/items/time_words.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace slipway {

namespace {
// As far as the engine follows a chain of blockers.
constexpr int farthestBlocker = 100;
constexpr int mostAncestors = 2000;

bool isNamed(const Instance &instance, const NamedInstance &wanted, const QTimeZone &zone)
{
    const QDateTime local = toDateTime(instance.scheduledTime, zone);
    const QTime time(local.time().hour(), local.time().minute(), local.time().second());
    return instance.nodeName == wanted.node && local.date() == wanted.scheduled.date() &&
           time == wanted.scheduled.time();
}
} // namespace

InstanceCommandPresenter::InstanceCommandPresenter(const Backends &backends, QObject *parent)
    : QObject(parent), m_backends(backends)
{
}

QString InstanceCommandPresenter::sentence(InstanceCommand command, const QList<Instance> &chosen) const
{
    const QString what =
        chosen.size() == 1 ? instanceTitle(chosen.first(), m_zone) : tr("%1 instances").arg(chosen.size());
    switch (command) {
    case InstanceCommand::Rerun:
        return tr("Runs again: %1.").arg(what);
    case InstanceCommand::Stop:
        return tr("Is being stopped: %1.").arg(what);
    case InstanceCommand::SetSuccess:
        return tr("Set successful: %1.").arg(what);
    case InstanceCommand::Freeze:
        return tr("Frozen: %1.").arg(what);
    case InstanceCommand::Unfreeze:
        return tr("Unfrozen: %1.").arg(what);
    case InstanceCommand::ChangePriority:
        return tr("Priority changed: %1.").arg(what);
    default:
        return {};
    }
}

void InstanceCommandPresenter::perform(InstanceCommand command, const QList<Instance> &chosen)
{
    RunsBackend &runs = m_backends.runs;
    const auto call = [&runs, command](InstanceId id) -> Reply<> {
        switch (command) {
        case InstanceCommand::Stop:
            return runs.stop(id);
        case InstanceCommand::SetSuccess:
            return runs.setSuccess(id);
        case InstanceCommand::Freeze:
            return runs.freeze(id);
        case InstanceCommand::Unfreeze:
            return runs.unfreeze(id);
        default:
            return runs.rerun(id);
        }
    };
    forEach(command, chosen, sentence(command, chosen), call);
}

void InstanceCommandPresenter::changePriority(const QList<Instance> &chosen, int priority)
{
    forEach(InstanceCommand::ChangePriority, chosen, sentence(InstanceCommand::ChangePriority, chosen),
            [&runs = m_backends.runs, priority](InstanceId id) { return runs.changePriority(id, priority); });
}

// What was refused is told once, by the first refusal; the others have been carried out.
void InstanceCommandPresenter::forEach(InstanceCommand command, const QList<Instance> &chosen, const QString &what,
                                       const Call &call)
{
    struct Tally
    {
        qsizetype open = 0;
        bool failed = false;
    };
    const auto tally = std::make_shared<Tally>();
    tally->open = chosen.size();
    for (const Instance &instance : chosen) {
        call(instance.id).then(this, [this, command, what, tally](const Outcome<> &outcome) {
            --tally->open;
            if (outcome.failed() && !std::exchange(tally->failed, true))
                emit failed(command, outcome.error());
            if (tally->open == 0 && !tally->failed)
                emit done(what);
        });
    }
}

void InstanceCommandPresenter::findBlocker(const Instance &blocked, int which)
{
    const QList<NamedInstance> named = instancesNamedIn(blocked.reason);
    if (which < 0 || which >= named.size())
        return;
    const NamedInstance wanted = named.at(which);
    const LineageQuery query{blocked.id, LineageDirection::Upstream, which == 0 ? 1 : farthestBlocker, mostAncestors};
    m_backends.runs.lineage(query).then(this, [this, blocked, wanted](const Outcome<InstanceLineage> &found) {
        if (found.failed())
            return emit failed(InstanceCommand::GoToBlocker, found.error());
        if (!found.ok())
            return;
        for (const Instance &instance : found->instances) {
            if (instance.id != blocked.id && isNamed(instance, wanted, m_zone))
                return emit blockerFound(instance.id);
        }
        findByName(wanted, blocked);
    });
}

void InstanceCommandPresenter::findByName(const NamedInstance &wanted, const Instance &blocked)
{
    InstanceQuery query;
    query.workspace = blocked.workspace;
    query.text = wanted.node;
    query.scheduledFrom = fromDateTime(QDateTime(wanted.scheduled.date(), wanted.scheduled.time(), m_zone));
    query.scheduledTo = query.scheduledFrom + std::chrono::seconds(1); // reasons are to the second
    m_backends.runs.listInstances(query).then(this, [this, wanted](const Outcome<InstancePage> &page) {
        if (page.failed())
            return emit failed(InstanceCommand::GoToBlocker, page.error());
        if (!page.ok())
            return;
        for (const Instance &instance : page->instances) {
            if (isNamed(instance, wanted, m_zone) && instance.state != InstanceState::Success)
                return emit blockerFound(instance.id);
        }
        emit failed(
            InstanceCommand::GoToBlocker,
            Error::notFound(QStringLiteral("Invalid.Instance.NotFound"),
                            tr("%1 of %2 holds nothing up any more.").arg(wanted.node, minuteTime(wanted.scheduled))));
    });
}

} // namespace slipway
