#include "ui/scripts/script_presenter.h"

#include "models/backend/event_feed.h"
#include "models/backend/workflows_backend.h"
#include "models/editing/draft_merge.h"

#include <algorithm>
#include <utility>

namespace slipway {

namespace {
constexpr auto autosaveDelay = std::chrono::milliseconds(1200);
constexpr auto retryDelay = std::chrono::seconds(3);
} // namespace

ScriptPresenter::ScriptPresenter(const Backends &backends, FileId file, QObject *parent)
    : QObject(parent), m_backends(backends), m_file(file)
{
    m_autosave.setSingleShot(true);
    connect(&m_autosave, &QTimer::timeout, this, &ScriptPresenter::save);
    connect(&m_backends.events, &EventFeed::draftChanged, this, &ScriptPresenter::externallyChanged);
    connect(&m_backends.events, &EventFeed::draftRemoved, this, [this](FileId gone) {
        if (gone == m_file)
            emit removed();
    });
    connect(&m_backends.events, &EventFeed::resynchronise, this, [this] {
        if (!m_loaded)
            load();
        else if (m_modified)
            save();
        else
            mergeWithEngine();
    });
}

void ScriptPresenter::load()
{
    m_backends.workflows.draft(m_file).then(this, [this](const Outcome<NodeDraft> &draft) {
        if (draft.failed())
            return emit failed(tr("The node could not be read."), draft.error());
        if (!draft.ok())
            return;
        m_loaded = true;
        m_base = m_mine = *draft;
        setModified(false);
        emit loaded();
        emit metadataChanged();
    });
}

void ScriptPresenter::setScript(const QString &script)
{
    if (!m_loaded || m_mine.script == script)
        return;
    m_mine.script = script;
    edited();
}

void ScriptPresenter::setProperties(const NodeProperties &properties)
{
    if (!m_loaded || m_mine.properties == properties)
        return;
    m_mine.properties = properties;
    edited();
}

void ScriptPresenter::setDescription(const QString &description)
{
    if (!m_loaded || m_mine.description == description)
        return;
    m_mine.description = description;
    edited();
}

void ScriptPresenter::edited()
{
    ++m_edits;
    // What is typed and taken back again is no change, unless a save of it is under way.
    const bool changed = m_saving || m_inConflict || !sameContent(m_mine, m_base);
    m_mine.changedSinceCommit = changed || m_base.changedSinceCommit;
    setModified(changed);
    if (changed && !m_inConflict)
        m_autosave.start(autosaveDelay);
    else
        m_autosave.stop();
}

void ScriptPresenter::save()
{
    m_autosave.stop();
    if (m_inConflict)
        return emit conflict(m_conflicts);
    if (m_saving || !m_loaded)
        return;
    if (m_modified)
        send();
    else
        emit saved();
}

void ScriptPresenter::send()
{
    m_saving = true;
    m_backends.workflows.saveDraft(m_mine).then(this, [this, edits = m_edits](const Outcome<NodeDraft> &answer) {
        m_saving = false;
        if (answer.ok() && edits != m_edits) { // more was typed meanwhile
            m_base = *answer;
            m_mine.revision = answer->revision;
            send();
            return;
        }
        received(answer);
    });
}

void ScriptPresenter::received(const Outcome<NodeDraft> &answer)
{
    if (!answer.ok()) {
        const Error lost = Error::unavailable(tr("The connection to the engine was given up."));
        return saveFailed(answer.failed() ? answer.error() : lost);
    }
    m_base = m_mine = *answer;
    setSaveFailed(false);
    setModified(false);
    emit saved();
    emit metadataChanged();
    if (m_newestSeen > m_base.revision)
        mergeWithEngine(); // saved elsewhere while our save was under way
    runAfterSave();
}

void ScriptPresenter::saveFailed(const Error &error)
{
    if (error.kind == ErrorKind::Conflict)
        return mergeWithEngine();
    const bool news = m_afterSave || !m_saveFailed; // tries that repeat themselves are told of once
    m_afterSave = nullptr;
    setSaveFailed(true);
    if (news)
        emit failed(tr("The node could not be saved. What you typed is kept here."), error);
    if (error.retryable)
        m_autosave.start(retryDelay);
}

void ScriptPresenter::runAfterSave()
{
    if (const auto next = std::exchange(m_afterSave, nullptr))
        next();
}

// Somebody else saved a newer revision: take both edits where they do not touch the same field.
void ScriptPresenter::mergeWithEngine()
{
    m_backends.workflows.draft(m_file).then(this, [this](const Outcome<NodeDraft> &theirs) {
        if (theirs.failed() && theirs.error().kind == ErrorKind::NotFound)
            return emit removed();
        if (theirs.failed() && m_modified)
            return saveFailed(theirs.error());
        if (theirs.ok() && !m_saving && theirs->revision != m_base.revision)
            adopt(*theirs);
    });
}

void ScriptPresenter::adopt(const NodeDraft &theirs)
{
    NodeDraft mine = m_mine;
    mine.position = theirs.position; // the canvas decides where nodes are
    const DraftMerge merge = mergeDrafts(m_base, mine, theirs);
    if (!merge.clean())
        return becomeConflict(theirs, merge.conflicts);
    if (std::exchange(m_inConflict, false))
        emit saveStateChanged();
    const bool textsChanged = merge.draft.script != m_mine.script || merge.draft.properties != m_mine.properties ||
                              merge.draft.description != m_mine.description;
    m_base = theirs;
    m_mine = merge.draft;
    setModified(!sameContent(m_mine, theirs));
    if (textsChanged)
        emit loaded();
    emit metadataChanged();
    if (m_modified)
        save();
    else
        runAfterSave();
}

void ScriptPresenter::becomeConflict(const NodeDraft &theirs, const QStringList &fields)
{
    const bool known = std::exchange(m_inConflict, true);
    m_theirs = theirs;
    m_conflicts = fields;
    m_afterSave = nullptr;
    m_autosave.stop();
    if (known)
        return; // the question is on screen already
    emit saveStateChanged();
    emit conflict(fields);
}

void ScriptPresenter::takeTheirs()
{
    if (!std::exchange(m_inConflict, false))
        return;
    m_base = m_mine = m_theirs;
    setModified(false);
    emit saveStateChanged();
    emit loaded();
    emit metadataChanged();
}

// What only the other side changed is taken over all the same.
void ScriptPresenter::keepMine()
{
    if (!std::exchange(m_inConflict, false))
        return;
    NodeDraft mine = m_mine;
    mine.position = m_theirs.position;
    m_mine = mergeDrafts(m_base, mine, m_theirs).draft;
    m_base = m_theirs;
    setModified(true);
    emit saveStateChanged();
    emit loaded();
    save();
}

void ScriptPresenter::externallyChanged(const NodeDraft &draft)
{
    if (draft.id != m_file || !m_loaded)
        return;
    m_newestSeen = std::max(m_newestSeen, draft.revision);
    if (draft.revision == m_base.revision)
        return takeFacts(draft);
    if (!m_saving && draft.revision > m_base.revision)
        mergeWithEngine();
}

// What changes without a new revision: the place on the canvas, and what a commit sets.
void ScriptPresenter::takeFacts(const NodeDraft &draft)
{
    for (NodeDraft *mine : {&m_base, &m_mine}) {
        mine->position = draft.position;
        mine->node = draft.node;
        mine->latestVersion = draft.latestVersion;
        mine->changedSinceCommit = draft.changedSinceCommit || m_modified;
    }
    emit metadataChanged();
}

void ScriptPresenter::setSaveFailed(bool saveFailed)
{
    if (std::exchange(m_saveFailed, saveFailed) != saveFailed)
        emit saveStateChanged();
}

void ScriptPresenter::whenSaved(std::function<void()> next)
{
    if (!m_modified && !m_saving)
        return next();
    if (!m_inConflict)
        m_afterSave = std::move(next);
    save();
}

void ScriptPresenter::commit(const QString &comment, bool manyInstances)
{
    whenSaved([this, comment, manyInstances] { commitNow(comment, manyInstances); });
}

void ScriptPresenter::commitNow(const QString &comment, bool manyInstances)
{
    m_backends.workflows.commit(m_file, comment, manyInstances).then(this, [this](const Outcome<NodeVersion> &version) {
        if (version.failed())
            return emit commitRefused(version.error());
        if (!version.ok())
            return;
        m_mine.latestVersion = m_base.latestVersion = version->version;
        m_mine.node = m_base.node = version->node;
        m_mine.changedSinceCommit = m_base.changedSinceCommit = m_modified;
        emit committed(*version);
        emit metadataChanged();
    });
}

void ScriptPresenter::setModified(bool modified)
{
    if (m_modified == modified)
        return;
    m_modified = modified;
    if (!modified)
        setSaveFailed(false);
    emit modifiedChanged();
}

} // namespace slipway
