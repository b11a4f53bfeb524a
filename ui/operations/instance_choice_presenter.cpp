#include "ui/operations/instance_choice_presenter.h"

#include "models/backend/event_feed.h"
#include "models/backend/runs_backend.h"
#include "models/domain/blockers.h"
#include "models/items/time_words.h"

#include <algorithm>

namespace slipway {

namespace {
constexpr int mostLevels = 1000;
constexpr int mostInstances = 2000;
} // namespace

InstanceChoicePresenter::InstanceChoicePresenter(const Backends &backends, Purpose purpose, const Instance &root,
                                                 const QTimeZone &zone, RerunPolicies policies, QObject *parent)
    : QObject(parent),
      m_backends(backends),
      m_purpose(purpose),
      m_root(root),
      m_zone(zone),
      m_policies(std::move(policies)),
      m_tree(tr("Schedule"))
{
    connect(&m_backends.events, &EventFeed::instanceChanged, this, &InstanceChoicePresenter::changed);
}

void InstanceChoicePresenter::load()
{
    const bool down = m_purpose == Purpose::RerunDownstream;
    LineageQuery query{m_root.id, down ? LineageDirection::Downstream : LineageDirection::Upstream,
                       down ? mostLevels : 1, mostInstances};
    m_state = State::Loading;
    emit stateChanged();
    m_backends.runs.lineage(query).then(this, [this](const Outcome<InstanceLineage> &found) {
        if (found.ok())
            return received(*found);
        if (!found.failed())
            return;
        m_state = State::Failed;
        m_error = found.error();
        emit stateChanged();
    });
}

void InstanceChoicePresenter::received(const InstanceLineage &lineage)
{
    m_lineage = lineage;
    m_state = State::Ready;
    findWays();
    QList<Choice> choices;
    for (const Instance &instance : lineage.instances) {
        if (instance.id == m_root.id)
            m_root = instance;
        if (instance.id != m_root.id || m_purpose == Purpose::RerunDownstream)
            choices.append(choiceOf(instance));
    }
    if (m_purpose == Purpose::RemoveDependencies) { // what holds it up comes first
        std::stable_partition(choices.begin(), choices.end(),
                              [](const Choice &choice) { return choice.refusal.isEmpty(); });
    }
    m_tree.reset(choices);
    emit stateChanged();
}

void InstanceChoicePresenter::changed(const Instance &instance)
{
    for (Instance &known : m_lineage.instances) {
        if (known.id != instance.id)
            continue;
        known = instance;
        if (instance.id == m_root.id)
            m_root = instance;
        m_tree.update(choiceOf(instance));
        emit stateChanged();
    }
}

// Each stands below the first one that leads to it, in the order of distance.
void InstanceChoicePresenter::findWays()
{
    QHash<InstanceId, int> places;
    for (int place = 0; place < int(m_lineage.instances.size()); ++place)
        places.insert(m_lineage.instances.at(place).id, place);
    m_above.clear();
    for (const InstanceDependency &link : std::as_const(m_lineage.links)) {
        const int place = places.value(link.parent, -1);
        if (place < 0 || place >= places.value(link.child, -1))
            continue;
        const auto known = m_above.find(link.child);
        if (known == m_above.end())
            m_above.insert(link.child, link.parent);
        else if (place < places.value(*known))
            *known = link.parent;
    }
}

QString InstanceChoicePresenter::refusalOf(const Instance &instance) const
{
    if (m_purpose == Purpose::RemoveDependencies)
        return instance.state == InstanceState::Success ? tr("It has succeeded: it is not waited for any more.")
                                                        : QString();
    const RerunPolicy policy = m_policies ? m_policies(instance.node) : RerunPolicy{};
    if (m_forced && instance.id != m_root.id)
        return policy == RerunPolicy::AllDenied
                   ? tr("The rerun policy of \"%1\" denies every rerun.").arg(instance.nodeName)
                   : QString();
    const Outcome<> allowed = checkAction(InstanceAction::Rerun, instance, policy);
    return allowed.failed() ? allowed.error().message : QString();
}

Choice InstanceChoicePresenter::choiceOf(const Instance &instance) const
{
    Choice choice;
    choice.key = instance.id.value();
    if (m_purpose == Purpose::RerunDownstream)
        choice.parent = m_above.value(instance.id).value();
    choice.name = instance.nodeName;
    choice.detail = minuteTime(instance.scheduledTime, m_zone);
    choice.state = stateCell(instance);
    choice.remark = plainReason(instance.reason);
    choice.refusal = refusalOf(instance);
    choice.checked = m_purpose == Purpose::RerunDownstream;
    return choice;
}

QList<InstanceId> InstanceChoicePresenter::chosen() const
{
    QList<InstanceId> ids;
    for (const qint64 key : m_tree.checkedKeys()) {
        if (key != m_root.id.value())
            ids.append(InstanceId(key));
    }
    return ids;
}

Outcome<> InstanceChoicePresenter::mayForce() const
{
    return checkAction(InstanceAction::ForceRerunDownstream, m_root,
                       m_policies ? m_policies(m_root.node) : RerunPolicy{});
}

void InstanceChoicePresenter::setForced(bool forced)
{
    m_forced = forced && mayForce().ok();
    for (const Instance &instance : std::as_const(m_lineage.instances))
        m_tree.update(choiceOf(instance));
    emit stateChanged();
}

void InstanceChoicePresenter::chooseUnsuccessful()
{
    m_tree.setAllChecked(false);
    for (const Instance &instance : std::as_const(m_lineage.instances)) {
        if (instance.state != InstanceState::Success)
            m_tree.setData(m_tree.indexOf(instance.id.value()), Qt::Checked, Qt::CheckStateRole);
    }
}

Outcome<> InstanceChoicePresenter::check() const
{
    if (m_state != State::Ready)
        return Cancelled{};
    if (m_tree.checkedKeys().isEmpty())
        return Error::invalid(QStringLiteral("InstanceIds"), tr("Nothing is chosen."));
    return {};
}

void InstanceChoicePresenter::submit()
{
    const auto answered = [this](const Outcome<> &outcome) {
        if (outcome.ok())
            emit submitted();
        else if (outcome.failed())
            emit refused(outcome.error());
    };
    if (const Outcome<> ready = check(); !ready)
        return answered(ready);
    const QList<InstanceId> below = chosen();
    if (m_purpose == Purpose::RemoveDependencies) {
        m_backends.runs.removeDependencies(m_root.id, below).then(this, answered);
        return;
    }
    const bool withRoot = m_tree.checkedKeys().contains(m_root.id.value());
    if (below.isEmpty()) // an empty list stands for all below
        m_backends.runs.rerun(m_root.id).then(this, answered);
    else
        m_backends.runs.rerunDownstream({m_root.id, below, withRoot, m_forced}).then(this, answered);
}

} // namespace slipway
