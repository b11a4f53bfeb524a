#include "ui/scripts/script_presenter.h"

#include "models/backend/event_feed.h"
#include "models/backend/workflows_backend.h"
#include "models/editing/draft_merge.h"

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
    m_mine.changedSinceCommit = true;
    setModified(true);
    if (!m_inConflict)
        m_autosave.start(autosaveDelay);
}

void ScriptPresenter::save()
{
    m_autosave.stop();
    if (m_modified && !m_saving && !m_inConflict)
        send();
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
    if (answer.ok()) {
        m_base = m_mine = *answer;
        setModified(false);
        emit saved();
        emit metadataChanged();
        if (const auto next = std::exchange(m_afterSave, nullptr))
            next();
        return;
    }
    if (!answer.failed())
        return;
    if (answer.error().kind == ErrorKind::Conflict)
        return mergeWithEngine();
    m_afterSave = nullptr;
    emit failed(tr("The node could not be saved. What you typed is kept here."), answer.error());
    if (answer.error().retryable)
        m_autosave.start(retryDelay);
}

// Somebody else saved a newer revision: take both edits where they do not touch the same field.
void ScriptPresenter::mergeWithEngine()
{
    m_backends.workflows.draft(m_file).then(this, [this](const Outcome<NodeDraft> &theirs) {
        if (theirs.failed() && theirs.error().kind == ErrorKind::NotFound)
            return emit removed();
        if (theirs.ok() && theirs->revision != m_base.revision)
            adopt(*theirs);
    });
}

void ScriptPresenter::adopt(const NodeDraft &theirs)
{
    NodeDraft mine = m_mine;
    mine.position = theirs.position; // the canvas decides where nodes are
    const DraftMerge merge = mergeDrafts(m_base, mine, theirs);
    if (!merge.clean()) {
        m_theirs = theirs;
        m_inConflict = true;
        m_afterSave = nullptr;
        return emit conflict(merge.conflicts);
    }
    const bool textsChanged = merge.draft.script != m_mine.script || merge.draft.properties != m_mine.properties;
    m_base = theirs;
    m_mine = merge.draft;
    setModified(!sameContent(m_mine, theirs));
    if (textsChanged)
        emit loaded();
    emit metadataChanged();
    if (m_modified)
        save();
    else if (const auto next = std::exchange(m_afterSave, nullptr))
        next();
}

void ScriptPresenter::takeTheirs()
{
    m_inConflict = false;
    m_base = m_mine = m_theirs;
    setModified(false);
    emit loaded();
    emit metadataChanged();
}

void ScriptPresenter::keepMine()
{
    m_inConflict = false;
    m_base = m_theirs;
    m_mine.revision = m_theirs.revision;
    m_mine.position = m_theirs.position;
    setModified(true);
    save();
}

void ScriptPresenter::externallyChanged(const NodeDraft &draft)
{
    if (draft.id != m_file || !m_loaded || m_saving || draft.revision <= m_base.revision)
        return;
    mergeWithEngine();
}

void ScriptPresenter::whenSaved(std::function<void()> next)
{
    if (!m_modified && !m_saving)
        return next();
    m_afterSave = std::move(next);
    save();
}

void ScriptPresenter::commit(const QString &comment)
{
    whenSaved([this, comment] { commitNow(comment); });
}

void ScriptPresenter::commitNow(const QString &comment)
{
    m_backends.workflows.commit(m_file, comment).then(this, [this](const Outcome<NodeVersion> &version) {
        if (version.failed())
            return emit failed(tr("The node could not be committed."), version.error());
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
    emit modifiedChanged();
}

} // namespace slipway
