// DataWorks 2020-05-18: files, the drafts of nodes (reference: dataworks 6.7).

#include "app/engine/catalog.h"
#include "app/engine/deployments.h"
#include "app/engine/drafts.h"
#include "app/engine/engine.h"
#include "app/server/dataworks_requests.h"
#include "app/server/deployment_log.h"
#include "models/contract/dataworks_codec.h"
#include "models/contract/dataworks_file_parameters.h"

namespace slipway {

using namespace Qt::StringLiterals;
using dataworks::FileFacts;

namespace {

FileFacts factsOf(const ApiContext &api, const NodeDraft &draft)
{
    const auto workflow = api.engine.catalog().workflow(draft.workflow);
    const auto workspace = api.engine.catalog().workspace(draft.workspace);
    return {draft, workflow ? workflow->name : QString(), groupId(api, draft.properties.resourceGroup),
            workspace ? zoneOf(*workspace) : QTimeZone::utc()};
}

// The flow that FileFolderPath names.
Outcome<Workflow> flowAt(const ApiContext &api, const Workspace &workspace, const QString &path)
{
    const auto name = dataworks::flowOfFolderPath(path);
    if (!name)
        return name.error();
    for (const Workflow &workflow : api.engine.catalog().workflows(workspace.id)) {
        if (workflow.name == *name)
            return workflow;
    }
    return Error::notFound(u"Invalid.Business.NotFound"_s,
                           u"The workspace %1 has no business flow \"%2\"."_s.arg(workspace.identifier, *name));
}

// A free place on the canvas for a node that came without one: four in a row, from the upper left.
QPointF freePlace(qsizetype nodes)
{
    constexpr int columns = 4;
    return {120.0 + 240.0 * double(nodes % columns), 80.0 + 120.0 * double(nodes / columns)};
}

struct NewFile
{
    Workspace workspace;
    NewNode node;
};

Outcome<NewFile> readNewFile(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    NewFile file;
    file.workspace = in.take(requestedWorkspace(api, call.parameters));
    file.node.name = in.requiredText(u"FileName"_s);
    const qint64 type = in.requiredInteger(u"FileType"_s);
    const QString path = in.requiredText(u"FileFolderPath"_s);
    if (in.failed())
        return in.error();
    if (type != qint64(NodeKind::Shell) && type != qint64(NodeKind::ZeroLoad))
        return Error::invalid(u"FileType"_s,
                              u"FileType %1 is not supported; 6 is a Shell node, 99 a zero-load node."_s.arg(type));
    const auto workflow = flowAt(api, file.workspace, path);
    if (!workflow)
        return workflow.error();
    file.node.kind = NodeKind(type);
    file.node.workflow = workflow->id;
    file.node.owner = in.text(u"Owner"_s).isEmpty() ? call.caller : in.text(u"Owner"_s);
    file.node.position = freePlace(api.engine.drafts().drafts(workflow->id).size());
    return file;
}

// A node is made in two steps, with its name and then with all the rest; when the second fails, nothing is left.
void createFile(const ApiContext &api, const IncomingCall &call)
{
    const auto file = readNewFile(api, call);
    if (!file)
        return call.failWith(file);
    const QTimeZone zone = zoneOf(file->workspace);
    if (const auto trial = dataworks::applyFileParameters(call.parameters, {}, zone); !trial)
        return call.failWith(trial);
    const auto fill = [api, zone](const IncomingCall &made, const NodeDraft &draft) {
        const auto full = dataworks::applyFileParameters(made.parameters, draft, zone);
        if (!full)
            return made.failWith(full);
        const auto saved = [api, made, id = draft.id](const Outcome<NodeDraft> &outcome) {
            if (outcome.ok())
                return made.answer(Envelope::E5, "Data", outcome->id.toString().toLatin1());
            api.engine.drafts().deleteNode(id, [made, outcome](const Outcome<> &) { made.failWith(outcome); });
        };
        api.engine.drafts().saveDraft(*full, made.caller, saved);
    };
    api.engine.drafts().createNode(file->node, call.then<NodeDraft>(fill));
}

// FileId, or the NodeId of its node.
Outcome<NodeDraft> requestedDraft(const ApiContext &api, const RequestParameters &parameters)
{
    if (parameters.text(u"FileId"_s).isEmpty() && parameters.has(u"NodeId"_s)) {
        const auto id = parameters.requiredInteger(u"NodeId"_s);
        if (!id)
            return id.error();
        const auto node = api.engine.deployments().node(NodeId(*id));
        if (!node)
            return node.error();
        return api.engine.drafts().draft(node->file);
    }
    const auto id = parameters.requiredInteger(u"FileId"_s);
    if (!id)
        return id.error();
    return api.engine.drafts().draft(FileId(*id));
}

void updateFile(const ApiContext &api, const IncomingCall &call)
{
    const auto draft = requestedDraft(api, call.parameters);
    if (!draft)
        return call.failWith(draft);
    const FileFacts facts = factsOf(api, *draft);
    const QString path = call.parameters.text(u"FileFolderPath"_s);
    if (const auto flow = dataworks::flowOfFolderPath(path); !path.isEmpty() && (!flow || *flow != facts.flowName))
        return call.fail(flow ? Error::invalid(u"FileFolderPath"_s, u"A file cannot move to another business flow, "
                                                                    "here \"%1\"."_s.arg(*flow))
                              : flow.error());
    auto changed = dataworks::applyFileParameters(call.parameters, *draft, facts.zone);
    if (!changed)
        return call.failWith(changed);
    changed.value().name = call.parameters.text(u"FileName"_s, draft->name);
    api.engine.drafts().saveDraft(*changed, call.caller, call.thenDone<NodeDraft>(Envelope::E5));
}

void getFile(const ApiContext &api, const IncomingCall &call)
{
    const auto draft = requestedDraft(api, call.parameters);
    if (!draft)
        return call.failWith(draft);
    call.answer(Envelope::E5, "Data", dataworks::encodeFile(factsOf(api, *draft)));
}

// Whether a file passes the filters of ListFiles. Empty filters pass all.
bool isWanted(const RequestParameters &filters, const FileFacts &file)
{
    const auto equals = [&filters](const QString &name, const QString &value) {
        const QString wanted = filters.text(name);
        return wanted.isEmpty() || wanted == value;
    };
    const auto among = [&filters](const QString &name, const QString &value) {
        const QStringList wanted = filters.list(name);
        return wanted.isEmpty() || wanted.contains(value);
    };
    const NodeDraft &draft = file.draft;
    const auto flow = dataworks::flowOfFolderPath(filters.text(u"FileFolderPath"_s));
    return draft.name.contains(filters.text(u"Keyword"_s), Qt::CaseInsensitive) &&
           equals(u"ExactFileName"_s, draft.name) && equals(u"Owner"_s, draft.owner) &&
           equals(u"LastEditUser"_s, draft.modifiedBy) && equals(u"NodeId"_s, draft.node.toString()) &&
           equals(u"UseType"_s, u"NORMAL"_s) && among(u"FileIdIn"_s, draft.id.toString()) &&
           among(u"FileTypes"_s, QString::number(int(draft.kind))) && (!flow || *flow == file.flowName);
}

void listFiles(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const auto workspace = in.take(requestedWorkspace(api, call.parameters));
    const auto page = in.take(requestedPage(call.parameters));
    const dataworks::FileListOptions options{in.boolean(u"NeedContent"_s, false),
                                             in.boolean(u"NeedAbsoluteFolderPath"_s, false)};
    if (!in.text(u"FileFolderPath"_s).isEmpty())
        in.take(dataworks::flowOfFolderPath(in.text(u"FileFolderPath"_s)));
    if (in.failed())
        return call.fail(in.error());
    QList<FileFacts> found;
    for (const Workflow &workflow : api.engine.catalog().workflows(workspace.id)) {
        for (const NodeDraft &draft : api.engine.drafts().drafts(workflow.id)) {
            if (const FileFacts facts = factsOf(api, draft); isWanted(call.parameters, facts))
                found.append(facts);
        }
    }
    call.answer(Envelope::E5, "Data",
                dataworks::encodeFilePage(dataworks::pageOf(found, page.number, page.size), options));
}

void deleteFile(const ApiContext &api, const IncomingCall &call)
{
    const auto draft = requestedDraft(api, call.parameters);
    if (!draft)
        return call.failWith(draft);
    const auto deleted = [api, file = *draft](const IncomingCall &done, Nothing) {
        if (file.latestVersion == 0)
            return done.answer(Envelope::E5);
        Deployment deployment;
        deployment.file = file.id;
        deployment.name = file.name;
        deployment.creator = done.caller;
        const qint64 id = api.deployments.begin(deployment);
        api.deployments.succeed(id, file.latestVersion);
        done.answer(Envelope::E5, "DeploymentId", QByteArray::number(id));
    };
    api.engine.drafts().deleteNode(draft->id, call.then<Nothing>(deleted));
}

} // namespace

RpcActions dataWorksFileActions()
{
    static constexpr RpcAction table[] = {
        {"CreateFile"_L1, createFile}, {"UpdateFile"_L1, updateFile}, {"GetFile"_L1, getFile},
        {"ListFiles"_L1, listFiles},   {"DeleteFile"_L1, deleteFile},
    };
    return table;
}

} // namespace slipway
