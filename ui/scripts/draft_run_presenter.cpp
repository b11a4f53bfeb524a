#include "ui/scripts/draft_run_presenter.h"

#include "models/backend/event_feed.h"
#include "models/backend/groups_backend.h"

#include <QRegularExpression>

#include <algorithm>

namespace slipway {

DraftRunPresenter::DraftRunPresenter(const Backends &backends, QObject *parent)
    : QObject(parent), m_backends(backends), m_log(backends.logs)
{
    connect(&m_backends.events, &EventFeed::instanceChanged, this, &DraftRunPresenter::follow);
    connect(&m_backends.events, &EventFeed::resynchronise, this, [this] {
        if (isRunning())
            refresh();
    });
}

void DraftRunPresenter::refresh()
{
    m_backends.runs.instance(m_run.id).then(this, [this](const Outcome<Instance> &instance) {
        if (instance.ok())
            follow(*instance);
    });
}

void DraftRunPresenter::askGroups(WorkspaceId workspace)
{
    m_backends.groups.listGroups().then(this, [this, workspace](const Outcome<QList<ResourceGroup>> &groups) {
        if (groups.failed())
            return emit groupsUnknown(groups.error());
        if (!groups.ok())
            return;
        QList<ResourceGroup> bound;
        std::copy_if(groups->begin(), groups->end(), std::back_inserter(bound),
                     [workspace](const ResourceGroup &group) { return group.workspaces.contains(workspace); });
        std::stable_sort(bound.begin(), bound.end(), [](const ResourceGroup &a, const ResourceGroup &b) {
            return (a.state == ResourceGroupState::Running) > (b.state == ResourceGroupState::Running);
        });
        emit groupsKnown(bound);
    });
}

void DraftRunPresenter::findLatest(const NodeDraft &draft)
{
    InstanceQuery query;
    query.workspace = draft.workspace;
    query.workflow = draft.workflow;
    query.dagTypes = {DagType::OneOff};
    query.text = draft.name;
    m_backends.runs.listInstances(query).then(this, [this, file = draft.id](const Outcome<InstancePage> &page) {
        if (!page.ok() || m_run.id.isValid())
            return;
        const auto latest = std::find_if(page->instances.begin(), page->instances.end(),
                                         [file](const Instance &instance) { return instance.file == file; });
        if (latest != page->instances.end())
            take(*latest);
    });
}

void DraftRunPresenter::take(const Instance &instance)
{
    m_run = instance;
    m_shownAttempt = std::max(1, instance.attempts);
    m_log.show(m_run.id, m_shownAttempt);
    emit runChanged();
}

void DraftRunPresenter::start(const DraftRun &run)
{
    m_backends.runs.runDraft(run).then(this, [this](const Outcome<Instance> &instance) {
        if (instance.failed())
            return emit failed(tr("The run could not be started."), instance.error());
        if (!instance.ok())
            return;
        take(*instance);
        emit started();
        refresh(); // it may have ended before this answer came
    });
}

void DraftRunPresenter::stop()
{
    if (!isRunning())
        return;
    m_backends.runs.stop(m_run.id).then(this, [this](const Outcome<> &stopped) {
        if (stopped.failed())
            emit failed(tr("The run could not be stopped."), stopped.error());
    });
}

void DraftRunPresenter::follow(const Instance &instance)
{
    const bool older = isFinished(m_run.state) && !isFinished(instance.state) && instance.attempts <= m_run.attempts;
    if (instance.id != m_run.id || older)
        return;
    if (instance.attempts > m_shownAttempt)
        return take(instance); // rerun, from the Operation Center
    m_run = instance;
    if (m_log.state() == LogPresenter::State::Failed)
        m_log.retry(); // the log did not exist before the run began
    emit runChanged();
}

int positionalParameters(const QString &script)
{
    static const QRegularExpression use(QStringLiteral("\\$(?:\\{(\\d{1,2})\\}|(\\d))"));
    int highest = 0;
    for (auto matches = use.globalMatch(script); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        highest = std::max(highest, (match.captured(1) + match.captured(2)).toInt());
    }
    return highest;
}

} // namespace slipway
