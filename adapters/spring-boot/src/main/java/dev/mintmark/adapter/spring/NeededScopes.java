package dev.mintmark.adapter.spring;

import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.OpAnd;
import org.springframework.expression.spel.ast.StringLiteral;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ExpressionAuthorizationDecision;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Which scopes a denied request would have needed, where Spring Security's decision tells. When
/// anything but scopes is asked for, or there is a choice, nothing is named: a client that gets a
/// token with exactly what we name must not be turned away again.
final class NeededScopes {

    static final String PREFIX = "SCOPE_";

    /// Of Spring Security's expressions, those that ask for all of their arguments.
    private static final Set<String> ALL_OF = Set.of("hasAuthority", "hasAllAuthorities");

    private NeededScopes() {}

    static List<String> of(AccessDeniedException denied) {
        if (!(denied instanceof AuthorizationDeniedException with)) {
            return List.of();
        }
        AuthorizationResult result = with.getAuthorizationResult();
        var authorities = new ArrayList<String>();
        boolean known = false;
        if (result instanceof AuthorityAuthorizationDecision decision) {
            decision.getAuthorities().forEach(each -> authorities.add(each.getAuthority()));
            // More than one may be a choice.
            known = authorities.size() == 1;
        } else if (result instanceof ExpressionAuthorizationDecision decision
                && decision.getExpression() instanceof SpelExpression expression) {
            known = collect(expression.getAST(), authorities);
        }
        return known && authorities.stream().allMatch(NeededScopes::isScope)
                ? authorities.stream().map(each -> each.substring(PREFIX.length())).toList()
                : List.of();
    }

    /// False when the expression asks for anything else than authorities, all of them.
    private static boolean collect(SpelNode node, List<String> authorities) {
        if (node instanceof OpAnd) {
            return collect(node.getChild(0), authorities) && collect(node.getChild(1), authorities);
        }
        if (!(node instanceof MethodReference method) || !ALL_OF.contains(method.getName())) {
            return false;
        }
        for (int i = 0; i < method.getChildCount(); i++) {
            if (!(method.getChild(i) instanceof StringLiteral text)) {
                return false;
            }
            authorities.add(String.valueOf(text.getLiteralValue().getValue()));
        }
        return true;
    }

    private static boolean isScope(String authority) {
        return authority.startsWith(PREFIX) && authority.length() > PREFIX.length();
    }
}
