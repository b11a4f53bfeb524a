#include "ui/operations/backfills_presenter.h"

#include "models/backend/backfills_backend.h"
#include "models/backend/event_feed.h"
#include "models/backend/runs_backend.h"

namespace slipway {

namespace {

constexpr int pageSize = 500;

} // namespace

BackfillsPresenter::BackfillsPresenter(const Backends &backends, QObject *parent)
    : QObject(parent), m_backends(backends), m_clock(backends.engine)
{
    connect(&m_clock, &EngineClock::ticked, this, &BackfillsPresenter::updateClock);
    connect(&m_backends.events, &EventFeed::backfillChanged, this, &BackfillsPresenter::changed);
    connect(&m_backends.events, &EventFeed::backfillDateChanged, &m_tree, &BackfillTree::putDate);
    connect(&m_backends.events, &EventFeed::instanceChanged, &m_tree, &BackfillTree::putInstance);
    connect(&m_backends.events, &EventFeed::resynchronise, this, &BackfillsPresenter::reload);
    connect(&m_tree, &BackfillTree::instancesWanted, this, [this](DagId dag) { readInstances(dag, {}, {}); });
}

void BackfillsPresenter::setWorkspace(WorkspaceId workspace, const QTimeZone &zone)
{
    if (workspace != m_workspace) {
        m_tree.setBackfills({});
        m_state = State::Loading;
    }
    m_workspace = workspace;
    m_tree.setTimeZone(zone);
    reload();
}

void BackfillsPresenter::reload()
{
    if (!m_workspace.isValid())
        return;
    m_clock.read();
    m_backends.backfills.list(m_workspace)
        .then(this, [this, asked = m_workspace](const Outcome<QList<Backfill>> &backfills) {
            if (asked == m_workspace)
                received(backfills);
        });
}

void BackfillsPresenter::received(const Outcome<QList<Backfill>> &backfills)
{
    if (backfills.ok()) {
        m_state = State::Ready;
        m_tree.setBackfills(*backfills);
        updateClock();
    } else if (backfills.failed()) {
        m_state = State::Failed;
        m_error = backfills.error();
    }
    emit stateChanged();
}

void BackfillsPresenter::changed(const Backfill &backfill)
{
    if (backfill.workspace != m_workspace)
        return;
    m_tree.putBackfill(backfill);
    updateClock();
    emit stateChanged();
}

// Page by page, shown as far as they have come.
void BackfillsPresenter::readInstances(DagId dag, const QString &cursor, const QList<Instance> &before)
{
    InstanceQuery query;
    query.workspace = m_workspace;
    query.dag = dag;
    query.newestFirst = false;
    query.limit = pageSize;
    query.cursor = cursor;
    m_backends.runs.listInstances(query).then(this, [this, dag, before](const Outcome<InstancePage> &page) {
        if (page.failed()) {
            m_tree.missInstances(dag);
            return emit instancesFailed(page.error());
        }
        if (!page.ok())
            return;
        const QList<Instance> all = before + page->instances;
        if (!page->nextCursor.isEmpty() && all.size() < mostInstances)
            readInstances(dag, page->nextCursor, all);
        else
            m_tree.setInstances(dag, all);
    });
}

void BackfillsPresenter::perform(BackfillAction action, BackfillId backfill)
{
    BackfillsBackend &backend = m_backends.backfills;
    Reply<> reply = action == BackfillAction::Pause    ? backend.pause(backfill)
                    : action == BackfillAction::Resume ? backend.resume(backfill)
                                                       : backend.stop(backfill);
    reply.then(this, [this, action](const Outcome<> &outcome) {
        if (outcome.failed())
            emit actionFailed(action, outcome.error());
    });
}

void BackfillsPresenter::updateClock()
{
    m_tree.setNow(m_clock.now());
    m_clock.setTicking(m_tree.hasRunning());
}

} // namespace slipway
