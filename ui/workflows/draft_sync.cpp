#include "ui/workflows/draft_sync.h"

#include <algorithm>

namespace slipway {
namespace {

constexpr int firstRetry = 1000; // ms, doubles up to the longest
constexpr int longestRetry = 15000;

bool mayRetry(const Error &error)
{
    return error.retryable || error.kind == ErrorKind::Unavailable || error.kind == ErrorKind::Throttled;
}

} // namespace

DraftSync::DraftSync(WorkflowDocument &document, WorkflowsBackend &workflows, EventFeed &feed, QObject *parent)
    : QObject(parent), m_document(document), m_workflows(workflows), m_feed(feed), m_mirror(document.content())
{
    // Commands change the content in several parts; one look after all of them is enough.
    m_next.setSingleShot(true);
    m_next.setInterval(0);
    connect(&m_next, &QTimer::timeout, this, &DraftSync::step);
    m_retry.setSingleShot(true);
    m_retryDelay = firstRetry;
    connect(&m_retry, &QTimer::timeout, this, &DraftSync::step);
    connect(&document.content(), &WorkflowContent::changed, this, [this] { m_next.start(); });
    connect(&feed, &EventFeed::draftChanged, this, &DraftSync::draftChanged);
    connect(&feed, &EventFeed::draftRemoved, this, &DraftSync::draftRemoved);
    connect(&feed, &EventFeed::resynchronise, this, [this] {
        m_reloadWanted = m_loaded;
        retry();
    });
    connect(&feed, &EventFeed::connectionChanged, this, [this](ConnectionState state) {
        if (state == ConnectionState::Online)
            retry();
    });
}

void DraftSync::load()
{
    if (m_busy)
        return;
    m_busy = true;
    setState(SaveState::Loading);
    m_workflows.listDrafts(m_document.workflow().id).then(this, [this](const Outcome<QList<NodeDraft>> &answer) {
        m_busy = false;
        if (!answer.ok()) {
            m_reason = answer.failed() ? answer.error().message : QString();
            setState(SaveState::Failed);
            return;
        }
        m_mirror.reset(*answer);
        m_document.reset(*answer);
        m_loaded = true;
        m_reason.clear();
        emit loaded();
        answered();
    });
}

void DraftSync::retry()
{
    m_retry.stop();
    m_retryDelay = firstRetry;
    if (m_loaded)
        m_next.start();
    else
        load();
}

void DraftSync::setState(SaveState state)
{
    if (state == m_state)
        return;
    m_state = state;
    emit stateChanged();
}

void DraftSync::answered()
{
    m_busy = false;
    m_retry.stop();
    m_retryDelay = firstRetry;
    step();
}

void DraftSync::step()
{
    if (m_busy || !m_loaded || m_retry.isActive())
        return;
    if (m_reloadWanted) {
        reloadAll();
        return;
    }
    m_stale.removeIf([this](const std::pair<const FileId &, int &> &stale) { // our own save told of it meanwhile
        const NodeDraft *known = m_mirror.known(stale.first);
        return known != nullptr && stale.second > 0 && known->revision >= stale.second;
    });
    if (!m_stale.isEmpty()) {
        refreshNext();
        return;
    }
    const std::optional<SyncStep> next = m_mirror.nextStep();
    if (!next) {
        setState(m_mirror.isClean() ? SaveState::Saved : SaveState::Conflict);
        return;
    }
    m_busy = true;
    setState(SaveState::Saving);
    std::visit([this](const auto &s) { perform(s); }, *next);
}

void DraftSync::perform(const SaveStep &step)
{
    m_workflows.saveDraft(step.draft).then(this, [this, sent = step.draft](const Outcome<NodeDraft> &answer) {
        if (answer.ok()) {
            m_mirror.saved(sent, *answer);
            answered();
        } else {
            failed(tr("“%1” could not be saved.").arg(sent.name),
                   answer.failed() ? answer.error() : Error::unavailable(tr("The request was cancelled.")), {sent.id});
        }
    });
}

void DraftSync::perform(const DeleteStep &step)
{
    const QString name = m_mirror.known(step.file) == nullptr ? QString() : m_mirror.known(step.file)->name;
    m_workflows.deleteNode(step.file).then(this, [this, file = step.file, name](const Outcome<> &answer) {
        if (answer.ok() || (answer.failed() && answer.error().kind == ErrorKind::NotFound)) {
            m_mirror.deleted(file);
            answered();
        } else {
            failed(tr("“%1” could not be deleted.").arg(name),
                   answer.failed() ? answer.error() : Error::unavailable(tr("The request was cancelled.")), {file});
        }
    });
}

void DraftSync::perform(const RestoreStep &step)
{
    m_workflows.restoreNode(step.draft).then(this, [this, sent = step.draft](const Outcome<NodeDraft> &answer) {
        if (answer.ok()) {
            m_mirror.saved(sent, *answer);
            answered();
        } else {
            failed(tr("“%1” could not be brought back.").arg(sent.name),
                   answer.failed() ? answer.error() : Error::unavailable(tr("The request was cancelled.")), {sent.id});
        }
    });
}

void DraftSync::perform(const CreateStep &step)
{
    const NodeDraft &draft = step.draft;
    m_workflows.createNode(m_document.workflow().id, draft.kind, draft.name, draft.position)
        .then(this, [this, file = draft.id, name = draft.name](const Outcome<NodeDraft> &answer) {
            if (answer.ok()) {
                m_mirror.created(file, *answer);
                answered();
            } else {
                failed(tr("“%1” could not be created.").arg(name),
                       answer.failed() ? answer.error() : Error::unavailable(tr("The request was cancelled.")), {file});
            }
        });
}

void DraftSync::perform(const MoveStep &step)
{
    m_workflows.moveNodes(m_document.workflow().id, step.positions)
        .then(this, [this, positions = step.positions](const Outcome<> &answer) {
            if (answer.ok()) {
                m_mirror.moved(positions);
                answered();
            } else {
                failed(tr("The nodes could not be moved."),
                       answer.failed() ? answer.error() : Error::unavailable(tr("The request was cancelled.")),
                       positions.keys());
            }
        });
}

void DraftSync::failed(const QString &what, const Error &error, const QList<FileId> &files)
{
    if (mayRetry(error)) {
        wait(error);
    } else if (error.kind == ErrorKind::Conflict && files.size() == 1 && m_mirror.known(files.first()) != nullptr) {
        checkConflict(what, error, files.first());
    } else if (error.kind == ErrorKind::NotFound) {
        m_reloadWanted = true;
        refuse(what, error, {});
    } else {
        refuse(what, error, files);
    }
}

// A conflict is either a newer draft in the engine, which merges, or a rule such as a name that is taken.
void DraftSync::checkConflict(const QString &what, const Error &error, FileId file)
{
    m_workflows.draft(file).then(this, [this, what, error, file](const Outcome<NodeDraft> &answer) {
        const NodeDraft *known = m_mirror.known(file);
        if (answer.ok() && known != nullptr && answer->revision > known->revision) {
            received(*answer);
            answered();
        } else if (answer.failed() && mayRetry(answer.error())) {
            wait(answer.error());
        } else {
            refuse(what, error, {file});
        }
    });
}

void DraftSync::refuse(const QString &what, const Error &error, const QList<FileId> &files)
{
    for (const FileId file : files)
        m_mirror.revert(file);
    m_document.undoStack().clear(); // its steps lead from a state that never was
    emit refused(what, error);
    answered();
}

void DraftSync::wait(const Error &error)
{
    m_busy = false;
    m_reason = error.message;
    m_retry.start(m_retryDelay);
    m_retryDelay = std::min(m_retryDelay * 2, longestRetry);
    setState(SaveState::Waiting);
}

void DraftSync::received(const NodeDraft &theirs)
{
    const DraftMerge merge = m_mirror.refresh(theirs);
    if (!merge.clean())
        emit conflict(theirs.id, merge.conflicts);
}

void DraftSync::refreshNext()
{
    m_busy = true;
    const FileId file = m_stale.firstKey();
    const int revision = m_stale.take(file);
    m_workflows.draft(file).then(this, [this, file, revision](const Outcome<NodeDraft> &answer) {
        if (answer.ok() && answer->workflow == m_document.workflow().id) {
            received(*answer);
        } else if (answer.failed() && mayRetry(answer.error())) {
            m_stale.insert(file, revision);
            wait(answer.error());
            return;
        } else {
            draftRemoved(file);
        }
        answered();
    });
}

void DraftSync::reloadAll()
{
    m_busy = true;
    m_workflows.listDrafts(m_document.workflow().id).then(this, [this](const Outcome<QList<NodeDraft>> &answer) {
        if (!answer.ok()) {
            wait(answer.failed() ? answer.error() : Error::unavailable({}));
            return;
        }
        m_reloadWanted = false;
        QSet<FileId> present;
        for (const NodeDraft &draft : *answer) {
            present.insert(draft.id);
            received(draft);
        }
        for (const FileId file : m_mirror.knownFiles()) {
            if (!present.contains(file))
                m_mirror.forget(file);
        }
        answered();
    });
}

void DraftSync::draftChanged(const NodeDraft &draft)
{
    if (!m_loaded || draft.workflow != m_document.workflow().id)
        return;
    const NodeDraft *known = m_mirror.known(draft.id);
    if (known != nullptr && draft.revision < known->revision)
        return;
    if (known != nullptr && draft.revision == known->revision) {
        NodeDraft theirs = draft; // a commit changes marks but no text; events carry no script
        theirs.script = known->script;
        received(theirs);
        return;
    }
    m_stale.insert(draft.id, draft.revision);
    m_next.start();
}

void DraftSync::draftRemoved(FileId file)
{
    m_stale.remove(file);
    if (m_mirror.known(file) == nullptr)
        return;
    if (m_document.content().draft(file) == nullptr)
        m_mirror.deleted(file);
    else
        m_mirror.forget(file);
}

void DraftSync::keepMine(FileId file)
{
    m_mirror.keepMine(file);
    m_next.start();
}

void DraftSync::takeTheirs(FileId file)
{
    m_mirror.takeTheirs(file);
    m_document.undoStack().clear();
    m_next.start();
}

} // namespace slipway
