// Slipway 2026-11-22: workflows, drafts, node versions.

#include "app/engine/catalog.h"
#include "app/engine/deployments.h"
#include "app/engine/drafts.h"
#include "app/engine/engine.h"
#include "app/server/action_tables.h"
#include "app/server/slipway_answers.h"
#include "models/contract/slipway_actions.h"

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype draftLimit = 4 * 1024 * 1024; // characters; the request's body has the same limit in bytes

void listWorkflows(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const WorkspaceId workspace(in.requiredInteger(u"ProjectId"_s));
    if (in.failed())
        return call.fail(in.error());
    const auto found = api.engine.catalog().workspace(workspace);
    if (!found)
        return call.failWith(found);
    answerData(call, api.engine.catalog().workflows(workspace));
}

void getWorkflow(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const WorkflowId id(in.requiredInteger(u"BusinessId"_s));
    if (in.failed())
        return call.fail(in.error());
    const auto workflow = api.engine.catalog().workflow(id);
    if (!workflow)
        return call.failWith(workflow);
    answerData(call, *workflow);
}

void listDrafts(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const WorkflowId id(in.requiredInteger(u"BusinessId"_s));
    if (in.failed())
        return call.fail(in.error());
    const auto workflow = api.engine.catalog().workflow(id);
    if (!workflow)
        return call.failWith(workflow);
    answerData(call, api.engine.drafts().drafts(id));
}

void getDraft(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const FileId id(in.requiredInteger(u"FileId"_s));
    if (in.failed())
        return call.fail(in.error());
    const auto draft = api.engine.drafts().draft(id);
    if (!draft)
        return call.failWith(draft);
    answerData(call, *draft);
}

void createNode(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    NewNode node;
    node.workflow = WorkflowId(in.requiredInteger(u"BusinessId"_s));
    const qint64 fileType = in.requiredInteger(u"FileType"_s);
    node.name = in.requiredText(u"Name"_s);
    node.position = {in.take(call.parameters.requiredNumber(u"X"_s)), in.take(call.parameters.requiredNumber(u"Y"_s))};
    node.owner = call.caller;
    if (in.failed())
        return call.fail(in.error());
    if (fileType != qint64(NodeKind::Shell) && fileType != qint64(NodeKind::ZeroLoad))
        return call.fail(Error::invalid(u"FileType"_s, u"FileType %1 is not supported; 6 is a Shell node, 99 a "
                                                       "zero-load node."_s.arg(fileType)));
    node.kind = NodeKind(fileType);
    api.engine.drafts().createNode(node, thenData<NodeDraft>(call));
}

Outcome<NodeDraft> requestedDraft(const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const QString text = in.requiredText(u"Draft"_s, draftLimit);
    if (in.failed())
        return in.error();
    return decodeJson<NodeDraft>(text.toUtf8());
}

void restoreNode(const ApiContext &api, const IncomingCall &call)
{
    const auto draft = requestedDraft(call);
    if (!draft)
        return call.failWith(draft);
    api.engine.deployments().restore(*draft, call.caller, thenData<NodeDraft>(call));
}

void saveDraft(const ApiContext &api, const IncomingCall &call)
{
    const auto draft = requestedDraft(call);
    if (!draft)
        return call.failWith(draft);
    api.engine.drafts().saveDraft(*draft, call.caller, thenData<NodeDraft>(call));
}

void moveNodes(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const WorkflowId workflow(in.requiredInteger(u"BusinessId"_s));
    const QString text = in.requiredText(u"Positions"_s, draftLimit);
    if (in.failed())
        return call.fail(in.error());
    const auto positions = decodeJson<QList<NodePosition>>(text.toUtf8());
    if (!positions)
        return call.failWith(positions);
    QHash<FileId, QPointF> places;
    for (const NodePosition &place : *positions)
        places.insert(place.file, place.position);
    api.engine.drafts().moveNodes(workflow, places, thenTrue(call));
}

void commitNode(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const FileId file(in.requiredInteger(u"FileId"_s));
    if (in.failed())
        return call.fail(in.error());
    const Deployments::Commit commit{in.text(u"Comment"_s), call.caller, in.boolean(u"AllowManyInstances"_s, false)};
    if (in.failed())
        return call.fail(in.error());
    api.engine.deployments().commit(file, commit, thenData<NodeVersion>(call));
}

void listNodeVersions(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const FileId file(in.requiredInteger(u"FileId"_s));
    if (in.failed())
        return call.fail(in.error());
    using Versions = std::vector<NodeVersion>;
    api.engine.deployments().listVersions(file,
                                          call.then<Versions>([](const IncomingCall &done, const Versions &versions) {
                                              answerData(done, QList<NodeVersion>(versions.begin(), versions.end()));
                                          }));
}

void searchOutputs(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const WorkspaceId workspace(in.requiredInteger(u"ProjectId"_s));
    if (in.failed())
        return call.fail(in.error());
    answerData<QList<QString>>(call, api.engine.deployments().searchOutputs(workspace, in.text(u"Text"_s)));
}

void listCycleTasks(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const WorkspaceId workspace(in.requiredInteger(u"ProjectId"_s));
    if (in.failed())
        return call.fail(in.error());
    answerData(call, api.engine.deployments().cycleTasks(workspace));
}

} // namespace

RpcActions slipwayWorkflowActions()
{
    static constexpr RpcAction table[] = {
        {actions::listWorkflows, listWorkflows}, {actions::getWorkflow, getWorkflow},
        {actions::listDrafts, listDrafts},       {actions::getDraft, getDraft},
        {actions::createNode, createNode},       {actions::saveDraft, saveDraft},
        {actions::restoreNode, restoreNode},     {actions::moveNodes, moveNodes},
        {actions::commitNode, commitNode},       {actions::listNodeVersions, listNodeVersions},
        {actions::searchOutputs, searchOutputs}, {actions::listCycleTasks, listCycleTasks},
    };
    return table;
}

} // namespace slipway
