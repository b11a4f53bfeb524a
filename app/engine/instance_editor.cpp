#include "app/engine/instance_editor.h"

#include "app/engine/catalog_state.h"
#include "app/engine/instance_book.h"
#include "app/engine/instance_writer.h"

namespace slipway {

using namespace Qt::StringLiterals;

Error unwritable(const Outcome<> &outcome)
{
    Error error = outcome.failed() ? outcome.error() : Error::unavailable(u"The engine is stopping."_s);
    error.kind = ErrorKind::Unavailable;
    error.retryable = true;
    error.message = u"Nothing was changed, because the engine's database cannot be written: %1"_s.arg(error.message);
    return error;
}

RerunPolicy InstanceEditor::policyOf(const Instance &instance) const
{
    const Node *node = m_parts.catalog.node(instance.node);
    return instance.dagType != DagType::OneOff && node ? node->current.properties.rerun : RerunPolicy::AllAllowed;
}

void InstanceEditor::withInstance(InstanceId id, std::function<void(const Outcome<Instance> &)> action) const
{
    m_parts.writer.whenFree(id, [this, id, action = std::move(action)] {
        if (const InstanceRecord *record = m_parts.book.find(id)) {
            action(record->instance);
            return;
        }
        m_parts.store.instance(id, [this, id, action](const Outcome<Instance> &stored) {
            // It may have been opened again while the store was asked.
            if (m_parts.book.find(id) || m_parts.writer.isBusy(id))
                withInstance(id, action);
            else
                action(stored);
        });
    });
}

void InstanceEditor::edit(InstanceId id, InstanceAction action, const Edit &edit, const Answer<> &answer)
{
    withInstance(id, [this, action, edit, answer](const Outcome<Instance> &found) {
        Outcome<> allowed = found ? checkAction(action, *found, policyOf(*found)) : Outcome<>(Error{});
        if (!found || !allowed) {
            answer(!found && found.failed() ? Outcome<>(found.error()) : allowed);
            return;
        }
        const Outcome<Instance> next = edit(*found);
        if (!next) {
            answer(next.failed() ? Outcome<>(next.error()) : Outcome<>());
            return;
        }
        m_parts.writer.tryRecord({{*next}, {}}, [answer](const Outcome<> &outcome) {
            answer(outcome ? outcome : Outcome<>(unwritable(outcome)));
        });
    });
}

} // namespace slipway
