#pragma once

#include "app/engine/answer.h"
#include "app/engine/store.h"
#include "models/domain/instance_actions.h"

#include <functional>

namespace slipway {

class CatalogState;
class InstanceBook;
class InstanceWriter;

// Changes one instance because a person asked: finds it, asks the rules, and writes.
class InstanceEditor
{
public:
    struct Parts
    {
        const CatalogState &catalog;
        Store &store;
        InstanceBook &book;
        InstanceWriter &writer;
    };
    explicit InstanceEditor(const Parts &parts) : m_parts(parts) {}

    // The instance as it shall be; Cancelled: there is nothing to store.
    using Edit = std::function<Outcome<Instance>(Instance)>;

    // Finds the instance, in memory or in the store, once no other change of it is under way.
    void withInstance(InstanceId id, std::function<void(const Outcome<Instance> &)> action) const;
    // Refused when checkAction() does not allow the action.
    void edit(InstanceId id, InstanceAction action, const Edit &edit, const Answer<> &answer);

    RerunPolicy policyOf(const Instance &instance) const;

private:
    Parts m_parts;
};

// The error of a change that could not be stored.
Error unwritable(const Outcome<> &outcome);

} // namespace slipway
