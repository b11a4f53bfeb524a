// DataWorks 2020-05-18: workspaces and resource groups (reference: dataworks 6.5).

#include "app/engine/catalog.h"
#include "app/engine/engine.h"
#include "app/engine/resource_groups.h"
#include "app/server/dataworks_requests.h"
#include "models/contract/dataworks_codec.h"

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

// ResourceGroupType: exclusive groups for scheduling are asked for as scheduling (1) or by purchase (7).
constexpr qint64 schedulingGroups = 1;
constexpr qint64 exclusiveGroups = 7;
constexpr qint64 basicMode = 2;

void listProjects(const ApiContext &api, const IncomingCall &call)
{
    const auto page = requestedPage(call.parameters);
    if (!page)
        return call.failWith(page);
    const QList<Workspace> all = api.engine.catalog().workspaces();
    call.answer(Envelope::E1, "PageResult",
                dataworks::encodeProjectPage(dataworks::pageOf(all, page->number, page->size)));
}

void getProject(const ApiContext &api, const IncomingCall &call)
{
    const auto workspace = requestedWorkspace(api, call.parameters);
    if (!workspace)
        return call.failWith(workspace);
    call.answer(Envelope::E3, "Data", dataworks::encodeProject(*workspace));
}

void createProject(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const QString identifier = in.requiredText(u"ProjectIdentifier"_s);
    const QString name = in.requiredText(u"ProjectName"_s);
    const qint64 mode = in.integer(u"ProjectMode"_s, basicMode);
    if (in.failed())
        return call.fail(in.error());
    if (mode != basicMode)
        return call.fail(Error::invalid(u"ProjectMode"_s, u"ProjectMode %1 is not supported: a workspace is in basic "
                                                          "mode, 2."_s.arg(mode)));
    api.engine.catalog().createWorkspace(identifier, name, {},
                                         call.then<Workspace>([](const IncomingCall &done, const Workspace &made) {
                                             done.answer(Envelope::E3, "Data", made.id.toString().toLatin1());
                                         }));
}

void listResourceGroups(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const qint64 type = in.integer(u"ResourceGroupType"_s, schedulingGroups);
    if (in.failed())
        return call.fail(in.error());
    const QString keyword = in.text(u"Keyword"_s);
    const bool shared = in.text(u"BizExtKey"_s) == "default"_L1;
    QList<ResourceGroup> found;
    if ((type == schedulingGroups || type == exclusiveGroups) && !shared) {
        for (const ResourceGroup &group : api.engine.groups().groups()) {
            if (group.name.contains(keyword, Qt::CaseInsensitive) || group.identifier.contains(keyword))
                found.append(group);
        }
    }
    call.answer(Envelope::E3, "Data", dataworks::encodeResourceGroups(found));
}

} // namespace

RpcActions dataWorksProjectActions()
{
    static constexpr RpcAction table[] = {
        {"ListProjects"_L1, listProjects},
        {"GetProject"_L1, getProject},
        {"GetProjectDetail"_L1, getProject},
        {"CreateProject"_L1, createProject},
        {"ListResourceGroups"_L1, listResourceGroups},
    };
    return table;
}

} // namespace slipway
